//! Names of the countries that are offered first; others go by their code.

use super::{Text, Words};

words! {
    FR: "France", "France", "法国";
    GB: "United Kingdom", "Royaume-Uni", "英国";
    CN: "China", "Chine", "中国";
    DE: "Germany", "Allemagne", "德国";
    BE: "Belgium", "Belgique", "比利时";
    CH: "Switzerland", "Suisse", "瑞士";
    ES: "Spain", "Espagne", "西班牙";
    IT: "Italy", "Italie", "意大利";
    NL: "Netherlands", "Pays-Bas", "荷兰";
    US: "United States", "États-Unis", "美国";
    AT: "Austria", "Autriche", "奥地利";
    BG: "Bulgaria", "Bulgarie", "保加利亚";
    HR: "Croatia", "Croatie", "克罗地亚";
    CY: "Cyprus", "Chypre", "塞浦路斯";
    CZ: "Czechia", "Tchéquie", "捷克";
    DK: "Denmark", "Danemark", "丹麦";
    EE: "Estonia", "Estonie", "爱沙尼亚";
    FI: "Finland", "Finlande", "芬兰";
    GR: "Greece", "Grèce", "希腊";
    HU: "Hungary", "Hongrie", "匈牙利";
    IE: "Ireland", "Irlande", "爱尔兰";
    LV: "Latvia", "Lettonie", "拉脱维亚";
    LT: "Lithuania", "Lituanie", "立陶宛";
    LU: "Luxembourg", "Luxembourg", "卢森堡";
    MT: "Malta", "Malte", "马耳他";
    PL: "Poland", "Pologne", "波兰";
    PT: "Portugal", "Portugal", "葡萄牙";
    RO: "Romania", "Roumanie", "罗马尼亚";
    SK: "Slovakia", "Slovaquie", "斯洛伐克";
    SI: "Slovenia", "Slovénie", "斯洛文尼亚";
    SE: "Sweden", "Suède", "瑞典";
    NO: "Norway", "Norvège", "挪威";
    IS: "Iceland", "Islande", "冰岛";
    LI: "Liechtenstein", "Liechtenstein", "列支敦士登";
    MC: "Monaco", "Monaco", "摩纳哥";
    AD: "Andorra", "Andorre", "安道尔";
    CA: "Canada", "Canada", "加拿大";
    MA: "Morocco", "Maroc", "摩洛哥";
    TN: "Tunisia", "Tunisie", "突尼斯";
    DZ: "Algeria", "Algérie", "阿尔及利亚";
    SN: "Senegal", "Sénégal", "塞内加尔";
    CI: "Ivory Coast", "Côte d’Ivoire", "科特迪瓦";
    TR: "Turkey", "Turquie", "土耳其";
    AE: "United Arab Emirates", "Émirats arabes unis", "阿联酋";
    IN: "India", "Inde", "印度";
    JP: "Japan", "Japon", "日本";
    KR: "South Korea", "Corée du Sud", "韩国";
    HK: "Hong Kong", "Hong Kong", "中国香港";
    MO: "Macao", "Macao", "中国澳门";
    TW: "Taiwan", "Taïwan", "中国台湾";
    SG: "Singapore", "Singapour", "新加坡";
    MY: "Malaysia", "Malaisie", "马来西亚";
    TH: "Thailand", "Thaïlande", "泰国";
    VN: "Vietnam", "Viêt Nam", "越南";
    AU: "Australia", "Australie", "澳大利亚";
    NZ: "New Zealand", "Nouvelle-Zélande", "新西兰";
    BR: "Brazil", "Brésil", "巴西";
    MX: "Mexico", "Mexique", "墨西哥";
    ZA: "South Africa", "Afrique du Sud", "南非";
}

/// The countries that are offered, by their ISO 3166-1 code; those of most customers first.
pub const CHOICES: [(&str, Text); 59] = [
    ("FR", FR),
    ("GB", GB),
    ("CN", CN),
    ("DE", DE),
    ("BE", BE),
    ("CH", CH),
    ("ES", ES),
    ("IT", IT),
    ("NL", NL),
    ("US", US),
    ("AT", AT),
    ("BG", BG),
    ("HR", HR),
    ("CY", CY),
    ("CZ", CZ),
    ("DK", DK),
    ("EE", EE),
    ("FI", FI),
    ("GR", GR),
    ("HU", HU),
    ("IE", IE),
    ("LV", LV),
    ("LT", LT),
    ("LU", LU),
    ("MT", MT),
    ("PL", PL),
    ("PT", PT),
    ("RO", RO),
    ("SK", SK),
    ("SI", SI),
    ("SE", SE),
    ("NO", NO),
    ("IS", IS),
    ("LI", LI),
    ("MC", MC),
    ("AD", AD),
    ("CA", CA),
    ("MA", MA),
    ("TN", TN),
    ("DZ", DZ),
    ("SN", SN),
    ("CI", CI),
    ("TR", TR),
    ("AE", AE),
    ("IN", IN),
    ("JP", JP),
    ("KR", KR),
    ("HK", HK),
    ("MO", MO),
    ("TW", TW),
    ("SG", SG),
    ("MY", MY),
    ("TH", TH),
    ("VN", VN),
    ("AU", AU),
    ("NZ", NZ),
    ("BR", BR),
    ("MX", MX),
    ("ZA", ZA),
];

/// The name of a country by its ISO 3166-1 code; the code itself where there is no name here.
pub fn name(words: Words, code: &str) -> String {
    let known = CHOICES.iter().find(|(known, _)| known.eq_ignore_ascii_case(code.trim()));
    known.map_or_else(|| code.to_owned(), |(_, name)| words.t(*name).to_owned())
}
