"""The MkDocs plugin `backlogue`: plain `mkdocs build` and `mkdocs serve` in, the whole site out.

It holds no logic: `backlogue build` and these hooks call the same steps. The written pages go
below `guide/`, the generated ones beside it.
"""

import dataclasses
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Literal, cast

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from mkdocs.utils.templates import TemplateContext

from backlogue.site.edition import gather
from backlogue.site.forge import file_url
from backlogue.site.frame import GUIDE, frame
from backlogue.site.guide import guide_digest, settled
from backlogue.site.ledger import Ledger, read_ledger, write_ledger
from backlogue.site.moments import choose, write_moments
from backlogue.site.part import fill
from backlogue.site.press import NotOurs, Press, guard
from backlogue.site.prose import accessible, not_of_the_plan
from backlogue.site.publish import publish
from backlogue.site.templates import THEME, Frame, install
from backlogue.views.edition import Edition
from backlogue.world.clock import day_of
from backlogue.world.git import GitFault
from backlogue.world.tree import CONFIG, FOLDERS

# MkDocs' own site map carries the day of the build, and knows only the written pages.
SITE_MAP = "sitemap.xml"


class Options(Config):  # type: ignore[no-untyped-call]
    """`project` is the folder of the plan, relative to mkdocs.yml; `as_of` and `since` are those of `build`."""

    project = config_options.Type(str, default="..")
    as_of = config_options.ListOfItems(config_options.Type(str), default=[])
    since = config_options.Optional(config_options.Type(str))


class BackloguePlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """One build. `shared` is set by `backlogue build`, which then publishes by itself."""

    shared: Frame | None = None
    _serving = False
    _edition: Edition | None = None
    _press: Press | None = None
    _old = Ledger()
    _root: Path

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        here = Path(config.config_file_path or ".").resolve().parent
        self._root = (here / self.config.project).resolve()
        if config.theme.name in (None, "mkdocs"):
            config.theme = Theme(name=None, custom_dir=str(THEME))
        config.theme.static_templates.discard(SITE_MAP)
        logging.getLogger("mkdocs.structure.pages").addFilter(not_of_the_plan)
        config.use_directory_urls = False
        if self.shared is None or self._edition is not None:
            self._begin(config)
        return config

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        for name in (*FOLDERS, CONFIG):
            if (self._root / name).exists():
                server.watch(str(self._root / name))
        return server

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        found = files.get_file_from_path(SITE_MAP)
        if found is not None and not found.is_documentation_page():
            files.remove(found)
        return files

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        env.trim_blocks = env.lstrip_blocks = True
        env.globals["site"] = self.shared
        install(env)
        return env

    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        try:
            return fill(markdown)
        except KeyError as error:
            raise PluginError(f"{page.file.src_uri}: there is no reference {error}") from None

    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        return accessible(html)

    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        assert self.shared is not None
        source = Path(config.docs_dir, page.file.src_uri)
        known = bool(self.shared.repository) and source.is_relative_to(self._root)
        path = source.relative_to(self._root).as_posix() if known else ""
        edit = file_url(self.shared.repository, self.shared.branch, path, "edit") if known else ""
        ours = {
            "root": "../" * (page.url.count("/") + 1),
            "section": GUIDE,
            "path": f"{GUIDE}/{page.url}",
            "edit": edit,
        }
        return cast(TemplateContext, {**context, **ours})

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        press, self._press = self._press, None
        if press is None or self._edition is None or self.shared is None:
            return
        try:
            press.adopt(
                GUIDE, guide_digest(self._root, self.shared) if settled(set(config.plugins), bool(config.hooks)) else ""
            )
            write_moments(self._root, self._edition, self.shared, press, self._old)
            publish(self._edition, self.shared, press)
            write_ledger(self._root, press.out, press.swap())
            config.site_dir = str(press.out)  # for what comes after a build, such as gh-deploy
        except BaseException:
            press.discard()
            raise

    def on_build_error(self, *, error: Exception) -> None:
        if self._press is not None:
            self._press.discard()

    def _begin(self, config: MkDocsConfig) -> None:
        """Compile the plan and send MkDocs' own pages to a fresh place."""
        out = Path(config.site_dir).resolve()
        try:
            guard(self._root, out)
        except NotOurs as error:
            raise PluginError(str(error)) from None
        try:
            edition = gather(self._root, day_of(self._root), asked=self.config.since)
        except GitFault as fault:
            raise PluginError(f"since: {fault}") from None
        try:
            self._edition = dataclasses.replace(edition, moments=choose(edition, self.config.as_of))
        except ValueError as error:
            raise PluginError(f"as_of: {error}; write `sprints` or days like 2026-07-17") from None
        self.shared = frame(self._edition, guide=True, serving=self._serving)
        self._old = Ledger() if self._serving else read_ledger(self._root, out)
        self._press = Press(out, self._old, self.shared.as_of)
        config.site_dir = str(self._press.fresh / GUIDE)
