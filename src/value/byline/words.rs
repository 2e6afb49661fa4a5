//! What words mean in a byline, in every language that dateline reads.
//!
//! Tables only, lower case and without a closing full stop; [`lexicon`](super::lexicon) makes them searchable.

use super::super::person::Role;

/// How a word may head a credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Before a name as it stands: "Photos Jane Doe".
    Bare,
    /// With a "by" or a colon: "Kommentar von", "Photographer:".
    Joined,
    /// With a "by" only: "written by".
    Participle,
}

use Role::{
    Author, Contributor, Designer, Editor, Illustrator, Photographer, Producer, Reviewer, Translator, Videographer,
};
use Use::{Bare, Joined, Participle};

pub(super) const ROLE_WORDS: &[(Role, Use, &str)] = &[
    (
        Author,
        Bare,
        "words story text author authors texte textes auteur auteurs autrice autor autor/in autorin autoren autora autores \
         autori autore autorzy autorka texto textos testo testi tekst teksten tekster texter författare forfatter \
         forfattere teksti yazan autoři κείμενο 글 автор авторы автора авторка автори текст тексты тексти opracowanie opracował opracowała oprac zapisał zapisała kirjoittanut \
         napisał napisała opublikował написал написала написав беседовал беседовала записал записала спілкувався спілкувалася подготовил подготовила подготовили підготував підготувала підготували розмовляла розмовляв 文 取材 作者 著者 撰文 記者 记者 作 著 執筆 筆者 構成 文字 報導 报导 报道 摄影报道 攝影報導 聞き手 来源 來源 出典 采写 報道 採訪 采访 校对 校對 整理 口述 撰稿 撰稿人 本報記者 本报记者 新华社记者 特约记者 писала писал",
    ),
    (
        Author,
        Joined,
        "article articles report reports reporting writing writer writers reporter reporters byline review analysis \
         opinion commentary column essay interview exclusive feature blog post editorial perspective profile dispatch \
         letter poem series podcast source sources correspondent columnist investigation news guest obituary explainer \
         recipe recipes sponsored quelle quellen fuente fuentes haber fonte fonti bron bronnen kilde kilder källa źródło источник джерело lyrics presentation research script recherche kolumna opinia beitrag gastbeitrag gastkommentar reportage \
         kommentar analyse kolumne bericht artikel rezension protokoll porträt glosse leitartikel leserbrief bildbeitrag gespräch aufgezeichnet \
         redigé rédaction récit chronique entretien enquête tribune éditorial billet critique propos reportagem reportaje \
         entrevista análisis análise artículo artigo columna coluna crónica crônica opinión opinião informe intervista \
         analisi articolo commento servizio reportages verslag interviews recensie intervju reportasje kommentti \
         rozmowa wywiad komentarz felieton reportaż relacja статья репортаж интервью мнение колонка  \
             стаття інтерв'ю \
           redactor redacteur rédacteur rédactrice verslaggever skribent journalist journaliste \
         periodista jornalista giornalista dziennikarz корреспондент журналист кореспондент журналіст",
    ),
    (
        Author,
        Participle,
        "written reported posted published submitted compiled authored told wrote created shared \
         uploaded prepared hosted presented narrated écrit rédigé publié posté recueillis recueilli réalisé préparé \
         proposé geschrieben verfasst veröffentlicht erstellt protokolliert escrito publicado redactado elaborado \
         enviado redigido scritto pubblicato redatto curato geschreven geplaatst gepubliceerd skriven skrevet \
         publicerad publisert udgivet napisane   opublikowane  написано   \
         опубликовано опубліковано ",
    ),
    (
        Photographer,
        Bare,
        "photo photos photograph photographs photography photographie photographies photog photogs pictures picture pic \
         pics image images foto fotos foto's fotografie fotografien fotografía fotografías fotografias fotografia \
         fotografi fotograf fotografin fotografo fotógrafo fotógrafa zdjęcia zdjęcie fot bild bilder bilde beeld billeder billede imagen imágenes imagem imagens immagine immagini \
         kuva kuvat valokuvat fotoğraf fotoğraflar fotky fénykép fényképek φωτογραφία φωτογραφίες 사진 фото фотографии фотография фотограф фотографія фотографії світлини світлина знімки \
         写真 写真提供 画像 カメラマン フォトグラファー 撮影 攝影 摄影 图源 图片来源 圖片來源 图片 圖片 图 圖 摄 攝",
    ),
    (
        Photographer,
        Joined,
        "photographer photographers photojournalist photographe fotojournalist bildquelle bildnachweis bildrechte camera snimki portrait portraits",
    ),
    (Photographer, Participle, "photographed fotografiert photographié fotografado fotografiado fotografato"),
    (
        Contributor,
        Bare,
        "contributing mitarbeit collaboration colaboración colaboração collaborazione współpraca medewerking 協力",
    ),
    (Contributor, Joined, "contributors contributor collaborateur colaborador colaboradores contributions"),
    (
        Editor,
        Bare,
        "editing редактор редакторы редактура редакторка редактори 编辑 編輯 编審 责任编辑 責任編輯 責編 责编 编校 編集",
    ),
    (
        Editor,
        Joined,
        "editor editors edición edição redaktion redakcja lektorat éditeur éditrice redigering montage schnitt klipp edit \
         redactie redazione eindredactie",
    ),
    (Editor, Participle, "edited redigiert herausgegeben bearbeitet édité editado redigerad redigeret"),
    (
        Translator,
        Bare,
        "trans translation translations translator translators traduction traductions traducteur traductrice traducción \
         traducciones traductor traductora tradução tradutor tradutora traduzione traduzioni traduttore traduttrice \
         übersetzung übersetzungen übersetzer übersetzerin übers vertaling vertalingen vertaler översättning \
         översättare oversettelse oversættelse oversætter oversetter tłumaczenie tłumacz tłumaczka tłum przekład \
         przeł перевод переводчик пер перевел перевела перевёл переклав переклала tłumaczył tłumaczyła przełożył przełożyła przetłumaczył przetłumaczyła переклад перекладач перекладачка suomentanut suomennos çeviri çeviren překlad přeložil přeložila fordította μετάφραση 번역 翻訳 翻訳者 翻译 翻譯 译者 譯者 编译 編譯 訳 译 譯 訳者",
    ),
    (
        Translator,
        Participle,
        "translated traduit traduite traduits übersetzt traducido traducida traduzido traduzida tradotto tradotta \
         vertaald översatt oversatt oversat       \
             ",
    ),
    (
        Illustrator,
        Bare,
        "illustration illustrations illustrator illustrators ilustración ilustraciones ilustração ilustrações \
         illustrazione illustrazioni illustratie illustraties illustrationen illustrasjon illustrasjoner illustratör \
         ilustracja ilustracje rysunki zeichnungen dessins dessin иллюстрация иллюстрации ілюстрація ілюстрації \
         插画 插圖 插图 イラスト 挿絵 絵 漫画",
    ),
    (
        Illustrator,
        Joined,
        "art artwork drawing drawings cartoon cartoons sketches illustrateur illustratrice zeichnung",
    ),
    (Illustrator, Participle, "illustrated illustriert illustré ilustrado illustrato drawn"),
    (
        Videographer,
        Bare,
        "video videos vídeo vídeos vidéo vidéos videography videographer видео відео 動画 视频 影片 映像",
    ),
    (Videographer, Joined, "film footage videojournalist cameraman videographers"),
    (Videographer, Participle, "filmed shot gefilmt filmé"),
    (Producer, Joined, "producer producers production producción produção produzione produktion productie produkcja"),
    (Producer, Participle, "produced produit produziert producido produzido prodotto geproduceerd"),
    (Reviewer, Joined, "reviewer reviewers fact-check fact-checker fact-checking fact-checkers faktencheck"),
    (Reviewer, Participle, "reviewed fact-checked checked factchecked vetted"),
    (
        Designer,
        Bare,
        "graphics graphic infographic infographics grafik grafiken grafika gráficos gráfico grafica grafiche graphisme infografik infografiken \
         infographie infografía инфографика інфографіка графика",
    ),
    (
        Designer,
        Joined,
        "design designer designers chart charts map maps visualization visualizations visualisation visualisations animation layout",
    ),
    (Designer, Participle, "designed gestaltet"),
];

/// Words that join a role to a name.
pub(super) const BY_AFTER_ROLE: &str =
    "by von vom par de d' del di da do des por pelo pela av af door van przez ved от 的 fra";

/// Words that begin a byline by themselves.
pub(super) const BY: &str = "by von par por di door av af";

/// Words that may stand before a role word: "Guest column by", "Ein Gastbeitrag von".
pub(super) const LABEL_MODIFIERS: &str = "a an the this ein eine un une uno una um uma en et il lo la le ett guest special exclusive additional further extra \
     original new medically medical clinically legally scientifically all main lead cover photo staff file featured \
     feature principal illustrated full live latest breaking local expert personal archive header studio aerial \
     zusätzliche weitere fachlich medizinisch additionnel";

/// Those of them that make a helper of an author.
pub(super) const HELPING_MODIFIERS: &str = "additional further extra zusätzliche weitere additionnel";

pub(super) const AND: &str = "and und och & oraz sowie και ＆ と 和";
pub(super) const AND_SHORT: &str = "y e i a en et og и та ja ed і й ve és și";

/// Labels of several words; the names after them have the role.
pub(super) const LABEL_PHRASES: &[(Role, &[&str])] = &[
    (
        Contributor,
        &[
            "as told to",
            "with additional reporting by",
            "with additional reporting from",
            "with additional contributions from",
            "with additional contributions by",
            "with contributions from",
            "with contributions by",
            "with reporting by",
            "with reporting from",
            "with reporting contributed by",
            "with research by",
            "with research from",
            "with files from",
            "with files by",
            "with help from",
            "with assistance from",
            "with material from",
            "with information from",
            "information from",
            "with inputs from",
            "with input from",
            "with agency inputs from",
            "inputs from",
            "in collaboration with",
            "in association with",
            "in partnership with",
            "additional reporting",
            "additional writing",
            "additional research",
            "avec la collaboration de",
            "avec la contribution de",
            "avec l'aide de",
            "avec des informations de",
            "en collaboration avec",
            "con información de",
            "con informacion de",
            "con informaciones de",
            "con datos de",
            "con reportes de",
            "con aportes de",
            "con material de",
            "con la colaboración de",
            "con la colaboracion de",
            "con ayuda de",
            "en colaboración con",
            "com informações de",
            "com informações da",
            "com informações do",
            "com informações das",
            "com informações",
            "com informação de",
            "com colaboração de",
            "com a colaboração de",
            "em colaboração com",
            "colaborou",
            "colaboraram",
            "con informazioni di",
            "con la collaborazione di",
            "con il contributo di",
            "in collaborazione con",
            "ha collaborato",
            "hanno collaborato",
            "mit material von",
            "mit material der",
            "mit informationen der",
            "mit informationen von",
            "unter mitarbeit von",
            "mit unterstützung von",
            "in zusammenarbeit mit",
            "med bidrag från",
            "med bidrag fra",
            "i samarbete med",
            "i samarbeid med",
            "i samarbejde med",
            "met medewerking van",
            "m.m.v",
            "in samenwerking met",
            "przy współpracy",
            "we współpracy z",
            "współpraca",
            "при участии",
            "в сотрудничестве с",
            "за участі",
            "за участю",
            "у співпраці з",
        ],
    ),
    (
        Photographer,
        &[
            "photo provided by",
            "photos provided by",
            "photo submitted by",
            "photos submitted by",
            "photo contributed by",
            "photos contributed by",
            "photo supplied by",
            "photos supplied by",
            "photo taken by",
            "photos taken by",
            "photo courtesy of",
            "photos courtesy of",
            "photo courtesy",
            "photos courtesy",
            "image source",
            "image courtesy of",
            "images courtesy of",
            "picture courtesy of",
            "courtesy of",
            "photo credit",
            "photos credit",
            "image credit",
            "picture credit",
            "crédit photo",
            "crédits photo",
            "crédit photos",
            "foto de",
            "foto di",
            "pix by",
        ],
    ),
    (Illustrator, &["photo illustration by", "photo illustrations by", "photo illustration"]),
    (
        Author,
        &[
            "propos recueillis par",
            "mis à jour par",
            "mise à jour par",
            "interview réalisée par",
            "entretien réalisé par",
            "a cura di",
            "interview by",
            "a cura della",
            "a cura del",
            "das interview führte",
            "das interview führten",
            "das gespräch führte",
            "das gespräch führten",
            "die fragen stellte",
            "die fragen stellten",
            "interview führte",
            "letter to the editor",
            "letters to the editor",
            "sponsored content",
            "paid content",
            "partner content",
            "brought to you",
            "paid post",
            "интервью взял",
            "интервью взяла",
            "rozmawiał",
            "rozmawiała",
            "op-ed by",
            "originally published on",
            "originally published by",
            "originally published in",
            "first published on",
            "first published by",
            "first published in",
            "republished from",
            "as written by",
            "more from",
            "about the author",
            "story credit",
            "автор текста",
            "авторы текста",
        ],
    ),
    (Reviewer, &["fact check by", "fact checked by", "medical review by", "peer review by"]),
    (Videographer, &["video editing by", "camera operator"]),
];

/// Verbs that make helpers of the names before them; what follows is dropped.
pub(super) const TAIL_PHRASES: &[&str] = &[
    "contributed",
    "also contributed",
    "both contributed",
    "all contributed",
    "has contributed",
    "have contributed",
    "provided additional",
    "also reported",
    "assisted",
    "a contribué",
    "ont contribué",
    "a collaboré",
    "ont collaboré",
    "contribuyó",
    "contribuyeron",
    "colaboró",
    "colaboraron",
    "contribuiu",
    "contribuíram",
    "ha contribuito",
    "hanno contribuito",
    "hat mitgearbeitet",
    "haben mitgearbeitet",
    "hat beigetragen",
    "haben beigetragen",
    "werkte mee",
    "werkten mee",
    "heeft bijgedragen",
    "hebben bijgedragen",
    "bidrog",
    "har bidragit",
    "har bidratt",
    "har bidraget",
    "współpracował",
    "współpracowała",
    "współpracowali",
];

/// Job words: each makes a job title of the segment that holds it.
pub(super) const JOBS: &str = "staff staffer staffers staffwriter writer writers reporter reporters editor editors correspondent correspondents columnist \
     columnists contributor contributors critic critics journalist journalists photographer photographers \
     photojournalist photojournalists producer producers chief director directors anchor anchorman anchorwoman \
     meteorologist cartoonist blogger bloggers intern interns fellow freelancer freelancers copywriter copy-editor \
     sub-editor subeditor editor-in-chief editor-at-large co-editor cofounder co-founder founder publisher publishers \
     president vice-president ceo cto cfo manager managers analyst analysts researcher researchers professor lecturer \
     scientist scientists historian economist strategist specialist specialists spokesperson spokesman spokeswoman \
     commentator presenter host co-host newsreader broadcaster videographer videographers illustrator illustrators \
     designer designers translator translators officer adviser advisor coordinator assistant chairman chairwoman \
     videojournalist videojournalists newscaster podcaster moderator ombudsman curator archivist novelist playwright \
     essayist filmmaker sociologist psychologist psychiatrist physician nutritionist dietitian anthropologist activist \
     campaigner attorney copyeditor agent agents representative representatives sophomore freshman superintendent chair chairperson partner engineer engineers developer developers consultant consultants therapist \
     trainer reviewer reviewers webmaster candidate student students staff-writer newswriter sportswriter \
     chef cheffe journaliste journalistes correspondant correspondante correspondants envoyé envoyée envoyés envoyées rédacteur \
     rédactrice rédacteurs chroniqueur chroniqueuse éditorialiste grand-reporter photographe directeur directrice \
     pigiste stagiaire critique-littéraire professeur professeure enseignant enseignante chercheur chercheuse historien \
     historienne économiste sociologue philosophe politologue écrivain écrivaine romancier romancière essayiste avocate \
     députée sénateur sénatrice photojournaliste présentateur présentatrice animateur animatrice \
     redakteur redakteurin redakteure redakteurinnen redaktor redaktorin redakteur:in redakteur*in chefredakteur chefredakteurin \
     chefredaktor korrespondent korrespondentin korrespondenten reporterin reporterinnen journalistin journalisten \
     volontär volontärin autorin-redakteurin kolumnist kolumnistin ressortleiter ressortleiterin politikredakteur \
     politikredakteurin sportredakteur sportredakteurin wirtschaftsredakteur wirtschaftsredakteurin \
     kulturredakteurin kulturredakteur auslandskorrespondent auslandskorrespondentin chefkorrespondent \
     leiterin publizist publizistin herausgeber herausgeberin schriftsteller schriftstellerin professorin dozent dozentin \
     historiker historikerin ökonom ökonomin soziologe soziologin politologe politologin praktikant praktikantin \
     sprecherin geschäftsführer vorsitzende vorsitzender chefredaktion wissenschaftler \
     mitglied member gastautor gastautorin chefkorrespondentin lokalredakteur lokalredakteurin onlineredakteur onlineredakteurin mitarbeiter mitarbeiterin mitarbeitern redaktionsmitglied \
     corresponsal corresponsales enviado enviada enviados periodista periodistas redactor redactora redactores \
     columnista editora reportero reportera reporteros fotógrafo fotógrafa fotoperiodista colaborador colaboradora \
     analista profesora catedrático catedrática escritor escritora abogada economista historiador historiadora novelista \
     politólogo politóloga socióloga investigador investigadora presentador presentadora becario becaria directora \
     subdirector subdirectora ensayista \
     correspondente correspondentes repórter repórteres jornalista jornalistas colunista fotojornalista redatora redator \
     editor-chefe estagiário estagiária professora advogada diretor diretora comentador comentadora cronista apresentador \
     apresentadora \
     inviato inviata inviati corrispondente corrispondenti giornalista giornalisti redattore redattrice caporedattore \
     caporedattrice collaboratore collaboratrice editorialista opinionista direttore direttrice vicedirettore \
     caposervizio professoressa scrittore scrittrice docente ricercatore ricercatrice saggista vicedirettrice conduttrice \
     verslaggever verslaggevers verslaggeefster correspondent-in redacteur redacteuren redactrice hoofdredacteur \
     eindredacteur columniste journalist-redacteur fotograaf medewerker chef-redacteur politiek-verslaggever hoogleraar schrijfster presentatrice presentator historicus politicoloog socioloog \
     reporterka journalistik skribent korrespondentka chefredaktör redaktör redaktörer krönikör ledarskribent utrikeskorrespondent \
     frilans frilansare frilansjournalist \
     redaktør redaktører sjefredaktør chefredaktør kommentator journalister korrespondenter medarbejder medarbeider \
     dziennikarz dziennikarka dziennikarze redaktorka korespondent korespondentka felietonista felietonistka publicysta \
     publicystka wydawca fotoreporter fotoreporterka historyk ekonomista pisarz pisarka socjolog politolog komentator reportażysta \
     reportażystka \
     корреспондент корреспондентка корреспонденты журналист журналистка журналисты обозреватель редактор главред репортёр корр \
     репортер репортёры колумнист спецкор собкор фотокорреспондент профессор писатель писательница историк экономист политолог \
     социолог \
     кореспондент кореспондентка кореспонденти журналіст журналістка журналісти оглядач оглядачка редакторка репортерка \
     спецкореспондент колумністка колумніст професор письменник письменниця історик економіст політолог соціолог головред \
     特派員 編集長 編集委員 論説委員 編集者 ライター フリーライター ジャーナリスト 特约撰稿人 特派记者 特派記者 见习记者 \
     기자 특파원 实习生 首席记者 评论员 主编 总编辑 總編輯 本报记者 本報記者 特约评论员 特约撰稿 通讯员";

/// Job words that are surnames where nothing else is said: no newsroom signs with them.
pub(super) const TRADES: &[&str] =
    &["agent", "attorney", "curator", "engineer", "fellow", "host", "officer", "student", "trainer"];

/// Words of bodies whose members have a job.
pub(super) const ASSOCIATIONS: &[&str] = &[
    "alliance",
    "association",
    "center",
    "centre",
    "college",
    "committee",
    "council",
    "federation",
    "foundation",
    "guild",
    "institute",
    "school",
    "society",
    "union",
    "university",
];

/// Endings of jobs that one word names with their subject.
pub(super) const JOB_ENDINGS: [&str; 12] = [
    "redakteur",
    "redakteurin",
    "redaktör",
    "redaktør",
    "korrespondent",
    "korrespondentin",
    "journalist",
    "journalistin",
    "reporter",
    "reporterin",
    "verslaggever",
    "kolumnistin",
];

/// Words that go with job words, and make a title only together with one.
pub(super) const TITLE_WORDS: &str = "from mayor ambassador treasurer secretary creative senior junior sr jr software hardware civil district trial lead leading deputy associate assistant executive managing general news political politics policy sports \
     sport science health medical education business economy economics economic finance financial markets market \
     technology tech culture cultural arts art music film movie television tv theater theatre food dining wine travel \
     fashion style lifestyle life features feature investigative investigations investigation data digital online web \
     social media audience engagement video photo picture visual visuals audio podcast graphics design \
     national international foreign world global diplomatic defense defence security military war crime courts court \
     justice legal legislative congressional statehouse capitol city metro local regional state county community \
     breaking night evening morning weekend day early general-assignment assignment enterprise special projects project \
     environment environmental climate energy transport transportation housing property religion faith books book \
     literary opinion op-ed editorial columns page page-one front standards copy wire desk bureau white house pentagon un u.n \
     supreme washington asia europe africa middle east west north south american eastern western northern southern \
     royal racing football soccer rugby cricket basketball baseball golf tennis hockey motoring gaming games game \
     entertainment celebrity tv-and-radio radio media-and contributing guest freelance former acting interim founding \
     regular roving principal co staff independent award-winning veteran campus activities student opinions multimedia \
     and of the for to at in & at-large large emeritus emerita in-chief retail consumer personal-finance wealth sales labor labour \
     workplace immigration race gender family parenting gardening garden home real estate content product research \
     development strategy communications marketing public affairs relations technical tech-and page-2 weather \
     our your special-projects series newsletter newsletters trending search seo platform standards-and \
     showbusiness showbiz allgemein panorama feuilleton gesellschaft société sociedad società \
     chef grand spécial spéciale spéciaux permanent permanente diplomatique politique économique sportif au à la aux du des \
     leitender leitende stellvertretender stellvertretende freier freie ressort politik wirtschaft kultur \
     especial especiales chefe jefe jefa sección política economía deportes internacional internacionales cultura \
     speciale speciali politico dall' dal dalla di \
     unserem unserer unseren nostro nostra notre nuestro nuestra nosso nossa vår vores nasz nasza наш наша наши dell' dall de do da politiek economie onze freelance-journalist politisk ekonomi kultur \
     специальный специальная собственный собственная главный главная шеф политический заместитель старший старшая военный \
     спеціальний спеціальна власний головний головна військовий шеф-редактор w ds";

/// Organisation words: a name that holds one is a body.
pub(super) const ORGANISATIONS: &str = "news newswire newsroom press agency agencies agencia agência agence agenzia agentur times post herald tribune \
     journal gazette wire wires media network networks institutes universities colleges schools foundations associations societies councils committees corps bank congress desk staff team redaktion redaktionen redazione redacción redação \
     rédaction redactie redaksjonen redakcja board university universität université universidad universidade università \
     universiteit uniwersytet college institute institut instituto istituto institution school foundation fundación \
     fundação fondation fondazione stiftung organization organisation organización association associação asociación \
     associazione society council committee department departement département dept ministry ministère ministerium \
     ministerio office bureau center centers centre centres inc llc ltd gmbh ag se corp corporation plc llp \
     s.a s.a.s s.r.l s.p.a b.v n.v oy ab a/s co company companies group gruppe grupo groupe holdings commission \
     administration authority federation union alliance coalition party magazine zeitung tageszeitung nachrichten \
     nachrichtenagentur anzeiger rundschau tageblatt allgemeine verlag newspaper newspapers chronicle observer examiner \
     courier telegraph sentinel bulletin daily weekly globe inquirer dispatch standard-times broadcasting service television \
     radio studios productions publications publishing communications services newsletter laboratory laboratories \
     hospital clinic library museum survey consortium trust collective coop cooperative editors' \
     editores diario periódico jornal folha gazeta giornale gazzetta corriere quotidien hebdo avisen tidningen tidning \
     krant gesellschaft verband verein zentrum dagblad dziennik агентство редакция редакція газета новости новини университет університет институт інститут \
     министерство міністерство пресс-служба прес-служба команда информагентство телеканал ajansı missourian chamber extension \
     編集部 新聞社 新聞 通信 通信社 通讯社 通訊社 日報 日报 晚报 时报 時報 新闻网 新闻 テレビ 放送 出版社 株式会社 大学 研究所 電視台 电视台 取材班 編輯部 编辑部 報道部 委員会 委员会";

/// Endings of bodies that one word names with their subject.
pub(super) const BODY_ENDINGS: [&str; 9] = [
    "ministerium",
    "landesamt",
    "bundesamt",
    "zentrale",
    "gesellschaft",
    "verband",
    "institut",
    "universität",
    "redaktion",
];

/// Endings of callings: of women in German, and of scholars and doctors in English.
pub(super) const CALLING_ENDINGS: [&str; 10] =
    ["erin", "istin", "ogin", "eurin", "orin", "antin", "entin", "ärztin", "ologist", "ician"];

/// Words after an "and" in the name of a firm.
pub(super) const FIRMS: &str = "co sons company partners associates bros";

/// Endings that make a body of a word written without spaces.
pub(super) const ORGANISATION_ENDINGS: &[&str] = &[
    "編集部",
    "編輯部",
    "编辑部",
    "新聞社",
    "新聞",
    "通信社",
    "通信",
    "通讯社",
    "通訊社",
    "日報",
    "日报",
    "晚报",
    "晨报",
    "时报",
    "時報",
    "周刊",
    "新闻网",
    "新闻",
    "新聞網",
    "テレビ",
    "オンライン",
    "放送",
    "出版社",
    "出版",
    "株式会社",
    "大学",
    "研究所",
    "電視台",
    "电视台",
    "取材班",
    "報道部",
    "委員会",
    "委员会",
    "协会",
    "協会",
    "財団",
    "有限公司",
    "公司",
    "新华社",
    "报社",
    "신문",
    "뉴스",
    "방송",
];

/// Nouns that follow "and" inside the name of a body.
pub(super) const ABSTRACT: &str = "prevention services service development research technology technologies health security culture sports science \
     sciences arts medicine education human drug drugs food agriculture wildlife fisheries commerce industry trade labor \
     labour pensions energy environment climate water oceans atmospheric exchange control communications media justice \
     peace democracy rights policy politics economics economy business finance law engineering innovation space \
     aeronautics transport transportation urban housing community family families children women youth social public \
     international security cooperation humanities letters design music film entertainment lifestyle travel books \
     medicare medicaid outreach engagement inclusion investigations statistics budget budgets registration archives records excise customs tourism hygiene tropical \
     nutrition diet dietetics skincare surgery mathematics physics chemistry biology philosophy history crime courts \
     wissenschaft kultur forschung technologie wirtschaft politik";

/// Suffixes, as they are written.
pub(super) const SUFFIXES: &[(&str, &str)] =
    &[("jr", "Jr."), ("sr", "Sr."), ("ii", "II"), ("iii", "III"), ("iv", "IV"), ("jnr", "Jnr"), ("snr", "Snr")];

/// Credentials, as they are written.
pub(super) const CREDENTIALS: &str = "Ph.D PhD M.D MD MA M.A MPH M.P.H RN R.N RD R.D RDN CPA C.P.A Esq Esquire J.D JD MBA M.B.A BA B.A BS B.S BSc B.Sc MSc M.Sc \
     MS M.S DDS D.D.S DMD DO D.O DVM D.V.M DPhil D.Phil EdD Ed.D PsyD Psy.D PharmD Pharm.D LLB LL.B LLM LL.M MFA M.F.A \
     MEd M.Ed MSW M.S.W LCSW LMFT LPC NP N.P FNP PA-C APRN BSN MSN LPN CNM CFA CFP CISSP PE P.E AIA FAIA FRCP FRCS \
     FACP FACS FAAP FACOG FACC FRS OBE MBE CBE KBE DBE QC KC MP MEP MLA OD DPT PT OT LAc CNS LDN CSCS DC DPM ThD \
     Th.D MDiv M.Div STD S.T.D S.J SJ O.P OP O.S.B OSB C.S.C Dr.-Ing Dipl.-Ing ScD Sc.D MPhil M.Phil MLIS M.L.I.S \
     MRCP BDS MBBS DNP IBCLC CRNP CDE CDCES CPT RDH CHES MCHES BCBA MHA DSc D.Sc MRes MEng BEng FRSA FRACP FRCPC FACEP PMHNP CLU ChFC LUTC MBChB DrPH Dr.P.H";

/// Forms of address and titles of respect, as they are written.
pub(super) const HONORIFICS: &str = "Dr Drs Mr Mrs Ms Miss Mx Prof Professor Rev Reverend Sir Dame Lord Lady Hon Honorable Fr Father Sr Sister Bishop \
     Rabbi Imam Sheikh Gen General Col Colonel Capt Captain Lt Lieutenant Sgt Sergeant Maj Major Cpl Adm Admiral Cmdr \
     Sen Senator Rep Gov Governor Pres Mme Mlle Frau Herr Sra Señor Señora Dott Dott.ssa Ing Mag Avv Pfc Cdr Dipl Don \
     Doña Ds Mgr Msgr St Ste Sgt";

/// Short forms that keep their full stop wherever they stand.
pub(super) const ABBREVIATIONS: &str = "co assn univ inst corp inc ltd dept chr wm geo chas jos thos alex benj edw hab oprac tłum przeł fot th ph vs al st ste mt u.a m.fl др пер \
     ред übers ed eds trans illus hg hrsg red lic tech dott.ssa prof capt";

/// Months and times of day in short.
pub(super) const SHORT_MONTHS: &str = "jan feb mar apr jun jul aug sep sept oct nov dec janv févr avr juil déc okt dez a.m p.m am pm ene abr ago dic set \
     fev out mag giu lug ott";

/// Particles that go in lower case between other words.
pub(super) const PARTICLES: &str = "van von der den ter ten de del da das do dos du af bin y zu zum zur vom ibn bint";

/// Particles that may begin a surname before a comma.
pub(super) const SURNAME_PARTICLES: &str = "van von der den ter ten de del da das do dos du af bin la las los le di della dalla delle degli dei dal d' zu zum zur vom ibn al \
     el st ste mac mc san santa lo li 't op te vander";

/// Accounts and ways to reach somebody, when a colon follows or they stand alone.
pub(super) const CONTACTS: &str = "twitter x instagram ig facebook fb mastodon bluesky bsky threads tiktok linkedin youtube telegram whatsapp signal \
     email e-mail mail courriel correo contact kontakt tel phone telephone téléphone telefon fax follow";

/// Words beside them that lead to an address: "Reach Jane Doe at", "can be reached on".
pub(super) const REACHES: &str = "reach call at on via or by can may";

/// Prepositions before a place, after a name.
pub(super) const PLACE_PREPOSITIONS: &str = "in à em w we в у из з із від från fra vanuit aus near outside";

/// Prepositions that stand before a place only when the place is a well-known one.
pub(super) const WEAK_PLACE_PREPOSITIONS: &str = "en i a da dal desde depuis z от près te til till uit";

/// Verbs after a name that begin a sentence about the person.
pub(super) const BIOGRAPHY: &str = "is was are covers writes reports reported joined lives works worked teaches serves runs ist war berichtet schreibt lebt arbeitet leitet est était es era è fue";
