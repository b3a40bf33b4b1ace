"""The fields a column can mean, and the headings that exports in several languages give them."""

import re
from collections.abc import Mapping

# What a mapping file may name. `date`, `person`, `markup` and `seconds` say how to read a column
# whose values are kept in the body.
FIELDS = (
    "key", "number", "type", "title", "status", "category", "priority", "resolution", "owner", "owner_id", "labels",
    "sprint", "points", "due", "rank", "team", "area", "parent", "parent_key", "parent_title", "description",
    "acceptance", "steps", "comment", "worklog", "attachment", "predecessor", "successor", "related",
    "project_key", "project_name", "project", "date", "person", "person_id", "markup", "seconds",
)  # fmt: skip

# Jira's headings by language; custom fields keep their own names inside "Custom field (…)".
_JIRA = {
    "key": (
        "issue key|key|work item key|clave de incidencia|clave|vorgangsschlüssel|schlüssel"
        "|clé de ticket|clé|chave da item|chave do item|chave|chave da pendência|chiave ticket"
        "|chiave segnalazione|issuesleutel|klucz zgłoszenia|ключ проблемы|ключ задачи|課題キー|问题关键字"
    ),
    "number": (
        "issue id|work item id|id de la incidencia|vorgangs-id|vorgangs id|id de ticket|id du ticket"
        "|id da item|id do item|id da pendência|id ticket|issue-id|id zgłoszenia|课题 id|課題id|问题 id"
    ),
    "type": (
        "issue type|work type|work item type|tipo de incidencia|vorgangstyp|type de ticket"
        "|tipo de item|tipo de pendência|tipo ticket|tipo di ticket|issuetype|typ zgłoszenia"
        "|тип задачи|課題タイプ|问题类型"
    ),
    "title": ("summary|resumen|zusammenfassung|résumé|resumo|riepilogo|samenvatting|podsumowanie|тема|要約|概要|摘要"),
    "status": "status|estado|état|statut|stato|статус|ステータス|状态",
    "category": (
        "status category|categoría de estado|categoría del estado|statuskategorie|catégorie d'état"
        "|catégorie de statut|categoria do status|categoria de status|categoria stato|statuscategorie"
        "|kategoria statusu|категория статуса|ステータス カテゴリ|状态类别"
    ),
    "priority": (
        "priority|prioridad|priorität|priorité|prioridade|priorità|prioriteit|priorytet|приоритет|優先度|优先级"
    ),
    "resolution": (
        "resolution|resolución|lösung|résolution|resolução|risoluzione|oplossing|rozwiązanie"
        "|резолюция|решение|解決状況|解决结果"
    ),
    "owner": (
        "assignee|persona asignada|responsable|zugewiesene person|bearbeiter|responsable du ticket"
        "|personne assignée|responsável|assegnatario|toegewezen persoon|osoba przypisana|исполнитель"
        "|担当者|经办人"
    ),
    "owner_id": (
        "assignee id|id de persona asignada|id de la persona asignada|id der zugewiesenen person"
        "|id de la personne assignée|id do responsável|id assegnatario"
    ),
    "labels": "labels|etiquetas|stichwörter|stichworte|étiquettes|etichette|etykiety|метки|ラベル|标签",
    "sprint": "sprint|sprints|esprint|спринт|スプリント",
    "points": "story points|story point estimate|puntos de historia|story-points|points de story",
    "due": (
        "due date|fecha de vencimiento|fecha de entrega|fälligkeitsdatum|fällig|date d'échéance"
        "|échéance|data limite|data de vencimento|data di scadenza|scadenza|vervaldatum|termin"
        "|срок исполнения|期限|到期日"
    ),
    "parent": (
        "parent|principal|elemento primario|übergeordnet|übergeordneter vorgang|pai|parent id"
        "|elemento principal|bovenliggend|родитель"
    ),
    "parent_key": (
        "parent key|clave principal|clave de la principal|clave del elemento principal"
        "|parent-schlüssel|clé parente|chave pai"
    ),
    "parent_title": (
        "parent summary|resumen principal|resumen del elemento principal|parent-zusammenfassung"
        "|résumé du parent|resumo do pai"
    ),
    "description": "description|descripción|beschreibung|descrição|descrizione|beschrijving|opis|описание|説明|描述",
    "comment": (
        "comment|comments|comentario|comentarios|kommentar|kommentare|commentaire|commentaires"
        "|comentário|comentários|commento|commenti|opmerking|komentarz|комментарий|コメント|评论"
    ),
    "worklog": (
        "log work|registro de trabajo|registrar trabajo|arbeit protokollieren|journal de travail"
        "|registrar trabalho|registro di lavoro"
    ),
    "attachment": (
        "attachment|attachments|adjunto|archivo adjunto|anhang|anlage|pièce jointe|pièces jointes"
        "|anexo|allegato|bijlage|załącznik|вложение|添付ファイル|附件"
    ),
    "project_key": (
        "project key|clave del proyecto|clave de proyecto|projektschlüssel|clé de projet"
        "|clé du projet|chave do projeto|chiave progetto"
    ),
    "project_name": (
        "project name|nombre del proyecto|nombre de proyecto|projektname|nom de projet|nom du projet"
        "|nome do projeto|nome progetto"
    ),
    "project": (
        "project type|project lead|project lead id|project description|project url|tipo de proyecto"
        "|responsable del proyecto|id del responsable del proyecto|descripción del proyecto"
        "|url del proyecto|projekttyp|projektleiter|projektbeschreibung|type de projet"
        "|responsable de projet|tipo de projeto"
    ),
    "person": (
        "reporter|creator|watchers|informador|creador|seguidores|observadores|autor|ersteller"
        "|beobachter|rapporteur|créateur|observateurs|relator|criador"
    ),
    "person_id": "reporter id|creator id|watchers id|id de informador|id del creador",
    "date": (
        "created|updated|last viewed|resolved|status category changed|creada|actualizada|resuelta"
        "|última visualización|última vista|cambio de la categoría de estado|erstellt|aktualisiert"
        "|zuletzt angezeigt|gelöst|erledigt|création|mise à jour|résolu|dernière consultation|criado"
        "|atualizado|resolvido|creato|aggiornato|risolto"
    ),
    "seconds": (
        "original estimate|remaining estimate|time spent|σ original estimate|σ remaining estimate"
        "|σ time spent|estimación original|estimación restante|tiempo trabajado|tiempo empleado"
        "|tiempo invertido"
    ),
    "markup": "environment|entorno|umgebung|environnement|ambiente",
}

_JIRA_CUSTOM = {
    "story points": "points",
    "story point estimate": "points",
    "rank": "rank",
    "acceptance criteria": "acceptance",
    "epic link": "parent",
    "parent link": "parent",
    "sprint": "sprint",
    "start date": "date",
    "target start": "date",
    "target end": "date",
    "puntos de historia": "points",
    "rango": "rank",
    "criterios de aceptación": "acceptance",
    "rang": "rank",
    "akzeptanzkriterien": "acceptance",
    "critères d'acceptation": "acceptance",
}

# "Custom field (X)" and "Inward issue link (X)" in the languages seen; the name is the last group.
_CUSTOM = re.compile(
    r"(?:"
    r"custom field|campo personalizado|benutzerdefinierte[sr]? feld|champ personnalisé"
    r"|campo personalizzato|aangepast veld|пользовательское поле|カスタム フィールド|自定义字段"
    r") ?[(（](.*)[)）]"
)
_INWARD = re.compile(
    r"(?:"
    r"inward issue link|inward work item link|enlace de incidencia (?:de entrada|entrante)"
    r"|enlace entrante de incidencia|eingehende vorgangsverknüpfung|lien de ticket entrant"
    r"|link de item de entrada"
    r") ?\((.*)\)"
)
_OUTWARD = re.compile(
    r"(?:"
    r"outward issue link|outward work item link|enlace de incidencia (?:de salida|saliente)"
    r"|enlace saliente de incidencia|ausgehende vorgangsverknüpfung|lien de ticket sortant"
    r"|link de item de saída"
    r") ?\((.*)\)"
)

_ADO = {
    "number": "id|system.id|work item id",
    "type": (
        "work item type|system.workitemtype|arbeitselementtyp|type d'élément de travail|tipo de elemento de trabajo"
    ),
    "title": "title|system.title|titel|titre|título",
    "status": "state|system.state|status|zustand|état|estado",
    "category": "state category",
    "priority": "priority|microsoft.vsts.common.priority|priorität|priorité|prioridad",
    "owner": "assigned to|system.assignedto|zugewiesen an|affecté à|asignado a",
    "labels": "tags|system.tags|markierungen|étiquettes|etiquetas",
    "sprint": "iteration path|system.iterationpath|iterationspfad|iteration",
    "points": (
        "story points|effort|size|microsoft.vsts.scheduling.storypoints"
        "|microsoft.vsts.scheduling.effort|microsoft.vsts.scheduling.size|aufwand"
    ),
    "due": (
        "due date|target date|microsoft.vsts.scheduling.duedate|microsoft.vsts.scheduling.targetdate|fälligkeitsdatum"
    ),
    "area": "area path|system.areapath|bereichspfad|area",
    "project_name": "team project|system.teamproject|teamprojekt",
    "parent": "parent|system.parent|übergeordnet",
    "description": "description|system.description|beschreibung",
    "acceptance": "acceptance criteria|microsoft.vsts.common.acceptancecriteria|akzeptanzkriterien",
    "steps": "steps|microsoft.vsts.tcm.steps",
    "markup": (
        "repro steps|microsoft.vsts.tcm.reprosteps|system info|microsoft.vsts.tcm.systeminfo|history"
        "|system.history|resolution|proposed fix"
    ),
    "comment": "discussion|comments|comment",
    "predecessor": "predecessor|predecessors|vorgänger",
    "successor": "successor|successors|nachfolger",
    "related": "related|related work items",
    "attachment": "attached files",
    "person": "created by|changed by|activated by|closed by|resolved by|system.createdby|system.changedby",
}
_TREE = re.compile(r"(?:title|titel|titre|título) ([0-9]{1,2})")
_DATED = re.compile(r".*(?:\bdate\b|\bfecha\b|datum\b|\bdata\b|date$).*")


def jira_field(heading: str) -> str | None:
    """The field of a Jira heading: one of FIELDS, `in:TYPE`, `out:TYPE`, or None."""
    word = _folded(heading)
    if (match := _CUSTOM.fullmatch(word)) is not None:
        name = match[1].strip()
        return _JIRA_CUSTOM.get(name) or ("date" if _DATED.fullmatch(name) else None)
    if (match := _INWARD.fullmatch(word)) is not None:
        return f"in:{match[1].strip()}"
    if (match := _OUTWARD.fullmatch(word)) is not None:
        return f"out:{match[1].strip()}"
    return _BY_HEADING["jira"].get(word) or ("date" if _DATED.fullmatch(word) else None)


def azure_field(heading: str) -> str | None:
    """The field of an Azure DevOps heading or reference name: one of FIELDS, `tree:LEVEL`, or None."""
    word = _folded(heading)
    if (match := _TREE.fullmatch(word)) is not None:
        return f"tree:{int(match[1])}"
    return _BY_HEADING["azure"].get(word) or ("date" if _DATED.fullmatch(word) else None)


def _folded(heading: str) -> str:
    return " ".join(heading.replace("’", "'").split()).casefold()


def _by_heading(words: Mapping[str, str]) -> dict[str, str]:
    return {_folded(word): field for field, found in words.items() for word in found.split("|")}


_BY_HEADING = {"jira": _by_heading(_JIRA), "azure": _by_heading(_ADO)}
