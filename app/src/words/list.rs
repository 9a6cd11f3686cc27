//! Lists: pager, filters, sorting, what is shown where there is nothing.

words! {
    RANGE: "{from}–{to} of {total}", "{from}–{to} sur {total}", "第 {from}–{to} 条，共 {total} 条";
    ROW: "{n} row", "{n} ligne", "{n} 条";
    ROWS: "{n} rows", "{n} lignes", "{n} 条";
    PREVIOUS: "Previous page", "Page précédente", "上一页";
    NEXT: "Next page", "Page suivante", "下一页";
    PAGES: "Pages", "Pagination", "分页";
    FILTERS: "Filters", "Filtres", "筛选";
    FILTER: "Filter", "Filtrer", "筛选";
    CLEAR_FILTERS: "Clear filters", "Effacer les filtres", "清除筛选";
    REMOVE_FILTER: "Remove this filter", "Retirer ce filtre", "移除此筛选条件";
    APPLY: "Apply", "Appliquer", "应用";
    SEARCH_HERE: "Search in this list", "Rechercher dans cette liste", "在列表中搜索";
    SORT_BY: "Sort by", "Trier par", "排序";
    ASCENDING: "ascending", "ordre croissant", "升序";
    DESCENDING: "descending", "ordre décroissant", "降序";
    SORTED_BY: "Sorted by {column}", "Trié par : {column}", "按{column}排序";
    GROUP_BY: "Group by", "Regrouper par", "分组";
    ALL: "All", "Tous", "全部";
    NONE: "None", "Aucun", "无";
    ANY: "Any", "Indifférent", "不限";
    YES: "Yes", "Oui", "是";
    NO: "No", "Non", "否";
    NOT_KNOWN: "Not known", "Non renseigné", "未知";
    NOT_STATED: "not stated", "non précisé", "未注明";
    TOTAL: "Total", "Total", "合计";
    SUBTOTAL: "Subtotal", "Sous-total", "小计";
    SELECTED_ONE: "{n} selected", "{n} sélectionné", "已选 {n} 项";
    SELECTED: "{n} selected", "{n} sélectionnés", "已选 {n} 项";
    SELECT_ALL: "Select all", "Tout sélectionner", "全选";
    ACTIONS: "Actions", "Actions", "操作";
    COLUMNS: "Columns", "Colonnes", "列";
    SHOW_TABLE: "Show as a table", "Afficher en tableau", "以表格显示";
    SHOW_CHART: "Show as a chart", "Afficher en graphique", "以图表显示";
    FROM: "From", "Du", "从";
    TO: "To", "Au", "至";
    AS_OF: "As of {day}", "Situation au {day}", "截至 {day}";

    NOTHING_FOUND: "Nothing matches these filters.", "Aucun résultat pour ces filtres.", "没有符合筛选条件的结果。";
    NOTHING_FOUND_HINT:
        "Clear a filter or search for another word.",
        "Retirez un filtre ou essayez un autre mot.",
        "请清除部分筛选条件或换一个关键词。";
    NO_CONTRACTS: "No contracts yet", "Aucun contrat pour l’instant", "暂无合同";
    NO_CONTRACTS_HINT:
        "Import the spreadsheet in which you keep them today: nothing becomes live before you accept it.",
        "Importez le tableur dans lequel vous les suivez aujourd’hui : rien n’est pris en compte avant votre accord.",
        "导入您目前使用的合同台账：在您确认之前，任何内容都不会生效。";
    NO_CUSTOMERS: "No customers yet", "Aucun client pour l’instant", "暂无客户";
    NO_CUSTOMERS_HINT:
        "They appear with the first import of contracts.",
        "Ils apparaîtront avec le premier import de contrats.",
        "首次导入合同后将自动出现。";
    NO_INVOICES: "No invoices yet", "Aucune facture pour l’instant", "暂无发票";
    NO_INVOICES_HINT:
        "Import the invoices you issued, so that they can be compared with what the contracts promise.",
        "Importez les factures émises pour les comparer à ce que prévoient les contrats.",
        "导入已开具的发票，以便与合同约定逐期核对。";
    NO_BILLING: "Nothing to bill", "Rien à facturer", "暂无应开票";
    NO_BILLING_HINT:
        "Expected billing is computed from the price lines of contracts.",
        "La facturation attendue est calculée à partir des lignes de prix des contrats.",
        "应开票根据合同的价格项计算得出。";
    NO_RENEWALS:
        "No renewal to decide in this period",
        "Aucune reconduction à trancher sur cette période",
        "此期间没有待定的续约";
    NO_EVENTS: "Nothing has happened here yet.", "Aucun événement pour l’instant.", "暂无操作记录。";
    NO_IMPORTS: "No import yet", "Aucun import pour l’instant", "暂无导入";
    NO_PEOPLE: "Nobody but you yet", "Vous êtes seul pour l’instant", "目前只有您一位用户";
}
