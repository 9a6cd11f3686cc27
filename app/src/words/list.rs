//! Lists: pager, filters, sorting, what is shown where there is nothing.

words! {
    RANGE: "{from}–{to} of {total}", "{from}–{to} sur {total}", "第 {from}–{to} 条，共 {total} 条";
    RANGE_OF_NONE: "{total} in all", "{total} au total", "共 {total} 条";
    RANGE_OF_MANY: "{from}–{to} of more than {total}", "{from}–{to} sur plus de {total}", "第 {from}–{to} 条，共 {total} 条以上";
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
    NOT_KNOWN: "Not known", "Non renseigné", "未填写";
    NOT_STATED: "not stated", "non précisé", "未注明";
    TOTAL_IN: "Total in {currency}", "Total en {currency}", "合计（{currency}）";
    CURRENCY_OF: "Currency ({amount})", "Devise ({amount})", "{amount}币种";
    TOTAL: "Total", "Total", "合计";
    SUBTOTAL: "Subtotal", "Sous-total", "小计";
    SELECTED_ONE: "{n} selected", "{n} sélectionné", "已选 {n} 项";
    SELECTED: "{n} selected", "{n} sélectionnés", "已选 {n} 项";
    SELECT_ALL: "Select all", "Tout sélectionner", "全选";
    ACTIONS: "Actions", "Actions", "操作";
    COLUMNS: "Columns", "Colonnes", "列";
    SHOW_COLUMNS: "Show these columns", "Afficher ces colonnes", "显示所选列";
    VIEWS: "Views", "Vues", "视图";
    NO_VIEWS: "No view saved yet.", "Aucune vue enregistrée.", "尚未保存视图。";
    VIEW_NAME: "Name of this view", "Nom de cette vue", "视图名称";
    VIEW_SHARED: "Show it to everybody", "La partager avec tous", "与所有人共享";
    VIEW_SAVE: "Save what is shown", "Enregistrer cet affichage", "保存当前视图";
    VIEW_DELETE: "Delete the view {name}", "Supprimer la vue {name}", "删除视图“{name}”";
    VIEW_OF_ALL: "shared", "partagée", "共享";
    VALUE_FROM: "Value from", "Montant minimal", "金额下限";
    VALUE_TO: "Value up to", "Montant maximal", "金额上限";
    ENDS_FROM: "Ends from", "Fin à partir du", "到期日不早于";
    ENDS_TO: "Ends up to", "Fin jusqu’au", "到期日不晚于";
    ANY_TYPE: "Every type", "Tous les types", "全部类型";
    ANY_OWNER: "Every owner", "Tout responsable", "全部负责人";
    ANY_ENTITY: "Every legal entity", "Toutes les entités", "全部签约主体";
    ANY_CURRENCY: "Every currency", "Toutes les devises", "全部币种";
    MORE_FILTERS: "More filters", "Plus de filtres", "更多筛选";
    CHIP: "{name}: {value}", "{name} : {value}", "{name}：{value}";
    CHIP_REMOVE: "Remove the filter {name}: {value}", "Retirer le filtre {name} : {value}", "移除筛选条件 {name}：{value}";
    SEARCHED: "Search", "Recherche", "搜索";
    KEYS: "Keys", "Raccourcis", "快捷键";
    KEY_NEXT: "Next row", "Ligne suivante", "下一行";
    KEY_PREVIOUS: "Previous row", "Ligne précédente", "上一行";
    KEY_OPEN: "Open the row", "Ouvrir la ligne", "打开该行";
    KEY_SEARCH: "Search", "Rechercher", "搜索";
    KEY_KEYS: "Show or hide these keys", "Afficher ou masquer cette aide", "显示或隐藏快捷键";
    KEY_ENTER: "Enter", "Entrée", "回车";
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
        "Importez le tableau dans lequel vous les suivez aujourd’hui : rien n’est pris en compte avant votre accord.",
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
        "应开票根据合同的计费项计算得出。";
    NO_RENEWALS:
        "No renewal to decide in this period",
        "Aucune reconduction à trancher sur cette période",
        "此期间没有待定的续约";
    NO_EVENTS:
        "Nothing has been changed here yet. What an import brings is recorded with the import.",
        "Aucune modification pour l’instant. Ce qu’apporte un import est consigné avec celui-ci.",
        "暂无操作记录。导入的内容记录在相应的导入中。";
    NO_IMPORTS: "No import yet", "Aucun import pour l’instant", "暂无导入";
    NO_PEOPLE: "Nobody but you yet", "Vous êtes seul pour l’instant", "目前只有您一位用户";
}
