//! Words that name nobody: fillers, others, dates and templates.
//!
//! Tables only, as in [`words`](super::words).

pub(super) const OTHERS: &[&str] = &[
    "et al",
    "et. al",
    "others",
    "other authors",
    "other contributors",
    "more",
    "u.a",
    "u. a",
    "u.v.m",
    "andere",
    "weitere",
    "otros",
    "otras",
    "outros",
    "autres",
    "altri",
    "inni",
    "m.fl",
    "mfl",
    "m. fl",
    "и др",
    "и другие",
    "другие",
    "та інші",
    "інші",
    "anderen",
    "ほか",
    "等",
    "他",
    "et alii",
    "co-authors",
    "party",
    "colleagues",
];

/// Single words that name nobody when they stand alone.
pub(super) const NOBODY: &str = "staff editor editors admin administrator admins unknown n/a n.a na null undefined none nil nan nobody newsroom \
     newsdesk agencies agency agencias agências agenzie agenturen agentur webmaster root user guest anonymous-user author \
     authors writer writers reporter reporters contributor contributors tbd tba todo test testing redaktion redazione redacción redacao \
     redação redactie redaktionen redaksjonen redaktionella rédaction redakcja редакция редакція редакции редакції \
     редакційна agences wires byline name first last contributed wpadmin wp-admin superuser sysadmin default default-author no-author noauthor autor-unbekannt unbekannt inconnu \
     desconocido desconhecido sconosciuto onbekend okänd ukjent ukendt nieznany неизвестен неизвестно невідомо невідомий 不明 佚名 本报讯 本刊讯 本刊 匿名希望 綜合 综合 本报 本報 本社 false true \
     администратор адміністратор админ адмін newswire file archive archivo archiv handout especial cortesía gentileza divulgação reprodução supplied submitted provided privat promoted sponsored she/her he/him they/them she/they he/they advertorial advertisement anzeige pressemitteilung pressemeldung medienmitteilung redaktionsteam communiqué comunicado publirreportaje publireportage red";

/// Phrases that name nobody.
pub(super) const NOBODY_PHRASES: &[&str] = &[
    "staff report",
    "staff reports",
    "staff reporter",
    "staff reporters",
    "staff writer",
    "staff writers",
    "staff and wire reports",
    "staff and wire report",
    "staff and wire services",
    "staff and wires",
    "staff and wire",
    "staff & wire reports",
    "staff & wire report",
    "staff & wire services",
    "staff & agencies",
    "staff and agencies",
    "staff and agency reports",
    "staff and news services",
    "staff and news service reports",
    "wire and staff reports",
    "wire & staff reports",
    "agencies and staff",
    "from staff reports",
    "from staff and wire reports",
    "from wire reports",
    "from wire and staff reports",
    "from staff and wire services",
    "from wire services",
    "from news services",
    "from our staff",
    "wire reports",
    "wire report",
    "wire services",
    "wire service",
    "wire service reports",
    "news services",
    "news service",
    "news service reports",
    "news agencies",
    "news staff",
    "news team",
    "the news team",
    "news desk",
    "the news desk",
    "web desk",
    "newsroom staff",
    "the newsroom",
    "our newsroom",
    "our staff",
    "our reporter",
    "our reporters",
    "our correspondent",
    "our correspondents",
    "our own correspondent",
    "our special correspondent",
    "a correspondent",
    "a staff reporter",
    "a staff writer",
    "editorial staff",
    "editorial team",
    "editorial",
    "the editor",
    "the editors",
    "the author",
    "the staff",
    "the team",
    "staff editor",
    "staff editors",
    "agency reports",
    "agency report",
    "various authors",
    "various",
    "multiple authors",
    "guest author",
    "guest contributor",
    "unknown author",
    "author unknown",
    "no author",
    "not available",
    "not specified",
    "not provided",
    "not applicable",
    "no byline",
    "site admin",
    "site administrator",
    "web admin",
    "super user",
    "firstname lastname",
    "press releases",
    "guest editorial",
    "object object",
    "author name",
    "your name",
    "name here",
    "insert name",
    "insert name here",
    "default author",
    "contributed report",
    "contributed reports",
    "compiled from staff reports",
    "compiled from wire reports",
    "press release",
    "sponsored content",
    "sponsored post",
    "paid content",
    "paid post",
    "partner content",
    "branded content",
    "contenu sponsorisé",
    "contenido patrocinado",
    "conteúdo patrocinado",
    "contenuto sponsorizzato",
    "reader submitted",
    "community submission",
    "agency inputs",
    "agency input",
    "guest post",
    "guest posts",
    "letter to the editor",
    "letters to the editor",
    "compiled from staff",
    "compiled from staff and wire reports",
    "compiled from news services",
    "compiled from agencies",
    "compiled from agency reports",
    "compiled by staff",
    "news release",
    "file photo",
    "file photos",
    "file image",
    "courtesy photo",
    "courtesy story",
    "contributed photo",
    "submitted photo",
    "submitted report",
    "submitted reports",
    "submitted article",
    "photo provided",
    "photos provided",
    "photo submitted",
    "photos submitted",
    "photo supplied",
    "photos supplied",
    "stock photo",
    "staff photo",
    "handout photo",
    "photo archive",
    "la rédaction",
    "notre rédaction",
    "notre rédaction avec agences",
    "la rédaction avec agences",
    "rédaction web",
    "avec agences",
    "avec les agences",
    "agences",
    "service politique",
    "service économie",
    "service international",
    "service société",
    "service culture",
    "service sports",
    "service étranger",
    "notre correspondant",
    "notre correspondante",
    "nos correspondants",
    "notre envoyé spécial",
    "die redaktion",
    "unserer redaktion",
    "unsere redaktion",
    "der redaktion",
    "aus der redaktion",
    "von der redaktion",
    "online-redaktion",
    "onlineredaktion",
    "unserem korrespondenten",
    "unserer korrespondentin",
    "unseren korrespondenten",
    "unserem mitarbeiter",
    "unserem redakteur",
    "unserer redakteurin",
    "mit agenturen",
    "mit agenturmaterial",
    "la redacción",
    "de la redacción",
    "redacción digital",
    "redacción web",
    "redacción central",
    "con agencias",
    "con información de agencias",
    "y agencias",
    "nuestro corresponsal",
    "da redação",
    "a redação",
    "redação online",
    "com agências",
    "da reportagem",
    "da reportagem local",
    "di redazione",
    "la redazione",
    "della redazione",
    "dalla redazione",
    "redazione online",
    "redazione web",
    "redazione centrale",
    "con agenzie",
    "dal nostro inviato",
    "dalla nostra inviata",
    "dal nostro corrispondente",
    "dalla nostra corrispondente",
    "onze redactie",
    "van onze redactie",
    "de redactie",
    "redactie online",
    "onze correspondent",
    "van onze correspondent",
    "onze verslaggever",
    "van onze verslaggever",
    "van een onzer verslaggevers",
    "onze verslaggevers",
    "van redactie",
    "vår redaktion",
    "från redaktionen",
    "i redakcja",
    "nasza redakcja",
    "nasz korespondent",
    "фото автора",
    "фото з архіву",
    "фото из архива",
    "наша редакция",
    "от редакции",
    "из редакции",
    "наш корреспондент",
    "соб инф",
    "наша редакція",
    "від редакції",
    "власна інформація",
    "наш кореспондент",
];

/// Words of dates and reading times; digits decide whether they are one.
pub(super) const DATE_WORDS: &str = "january february march april may june july august september october november december jan feb mar apr jun jul aug \
     sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri \
     sat sun am pm a.m p.m at on of the and et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest ist jst msk \
     updated published posted created modified last first originally ago min mins minute minutes hour hours hr hrs day \
     days week weeks month months year years read reading time noon midnight minute-read min-read \
     janvier février fevrier mars avril mai juin juillet août aout septembre octobre novembre décembre decembre janv \
     févr avr juil déc lundi mardi mercredi jeudi vendredi samedi dimanche le à h publié mis jour lecture temps de il y a heures minutes jours \
     januar februar märz maerz april juni juli august oktober dezember jänner okt dez montag dienstag mittwoch donnerstag \
     freitag samstag sonntag am um uhr der den vom stand veröffentlicht aktualisiert lesezeit minuten minute vor stunden tagen lesedauer \
     enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre lunes martes \
     miércoles jueves viernes sábado domingo el las los del a publicado actualizado hace horas lectura minutos \
     janeiro fevereiro março maio junho julho setembro outubro dezembro segunda-feira terça-feira quarta-feira \
     quinta-feira sexta-feira em às atualizado há leitura gennaio febbraio aprile maggio giugno luglio settembre ottobre \
     dicembre lunedì martedì mercoledì giovedì venerdì sabato domenica alle ore il pubblicato aggiornato fa lettura minuti \
     januari februari maart augustus maandag dinsdag woensdag donderdag vrijdag zaterdag zondag om uur op gepubliceerd \
     bijgewerkt leestijd geleden minuten augusti måndag tisdag onsdag torsdag fredag lördag söndag kl klockan publicerad \
     uppdaterad lästid sedan minuter publisert oppdatert publiceret opdateret lørdag søndag mandag tirsdag den \
     stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia godz \
     opublikowano aktualizacja dnia temu minut \
     января февраля марта апреля мая июня июля августа сентября октября ноября декабря г года в опубликовано обновлено \
     назад минут мин чтения січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня р року \
     о об опубліковано оновлено тому хв читання 分钟 阅读 阅读时间 公開日 更新日 最終更新日 发布时间 更新时间 更新 公開 today yesterday hoy hier gestern heute ieri oggi vandaag gisteren";

/// Words of dates that make one of a number beside them.
pub(super) const DATE_SIGNS: &str = "january february march april may june july august september october november december jan feb mar apr jun jul aug \
     sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday am pm a.m p.m ago min mins minute \
     minutes hour hours hr hrs days weeks read \
     janvier février fevrier mars avril mai juin juillet août aout septembre octobre novembre décembre decembre janv \
     févr avr juil déc heures jours lecture januar februar märz maerz juni juli oktober dezember jänner okt dez uhr \
     minuten stunden tagen lesezeit enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre \
     noviembre diciembre horas minutos lectura janeiro fevereiro março maio junho julho setembro outubro leitura gennaio \
     febbraio aprile maggio giugno luglio settembre ottobre dicembre ore minuti lettura januari februari maart augustus \
     uur leestijd augusti kl klockan minuter lästid stycznia lutego marca kwietnia maja czerwca lipca sierpnia września \
     października listopada grudnia godz minut января февраля марта апреля мая июня июля августа сентября октября ноября \
     декабря мин чтения січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня хв \
     分钟 阅读 publié veröffentlicht aktualisiert publicado actualizado atualizado pubblicato aggiornato gepubliceerd \
     bijgewerkt publicerad uppdaterad опубликовано обновлено опубліковано оновлено copyright updated published posted comment comments views shares";

/// Words that are a date or a time of day even without digits.
pub(super) const LONE_DATES: &str = "monday tuesday wednesday thursday friday saturday sunday today yesterday lundi mardi mercredi jeudi vendredi samedi \
     dimanche montag dienstag mittwoch donnerstag freitag samstag sonntag lunes martes miércoles jueves viernes sábado \
     maandag dinsdag woensdag donderdag vrijdag zaterdag zondag gestern heute hier hoy updated noon midnight";

/// Words that unfilled templates hold.
pub(super) const TEMPLATE_WORDS: &str = "author authors author_name authorname author.name author-name post.author page.author byline name username user \
     display_name first_name last_name firstname lastname fullname full_name writer creator insert placeholder \
     article.author site.author";
