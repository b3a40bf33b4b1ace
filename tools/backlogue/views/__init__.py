"""A plan and its diagnostics in; what each page shows, as frozen data with no markup, out."""

from backlogue.views.edition import AsOf, Edition
from backlogue.views.page import Crumb, Draft, Head, Page, View

__all__ = ["AsOf", "Crumb", "Draft", "Edition", "Head", "Page", "View"]
