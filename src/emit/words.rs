//! The words of the pages beside the feeds, in the languages that they are written in here; English where it is none of
//! them.

use chrono::{Datelike as _, NaiveDate};

use crate::value::format::By;
use crate::value::lang::Lang;

/// What a page says that is not the publication's own.
pub(super) struct Words {
    /// The language, without a region.
    pub(super) language: &'static str,
    /// The heading; `{}` is the publication.
    follow: &'static str,
    /// What a feed is.
    pub(super) what: &'static str,
    /// How one subscribes.
    pub(super) how: &'static str,
    /// Over the main feed.
    pub(super) everything: &'static str,
    /// How the formats differ.
    pub(super) formats: &'static str,
    /// On a button that copies an address.
    pub(super) copy: &'static str,
    /// On the button, when that is done.
    pub(super) copied: &'static str,
    /// Over the newest articles.
    pub(super) newest: &'static str,
    /// Over the feeds of each kind.
    sections: &'static str,
    tags: &'static str,
    authors: &'static str,
    languages: &'static str,
    /// A link to the list of all feeds.
    pub(super) list: &'static str,
    /// The heading of a feed that is opened in a browser, and what stands below it.
    notice: [&'static str; 2],
    months: [&'static str; 12],
    /// A day; `{d}`, `{m}` and `{y}` are day, month and year.
    date: &'static str,
}

impl Words {
    /// The words for a publication in this language.
    pub(super) fn of(language: &Lang) -> &'static Self {
        ALL.iter().copied().find(|words| words.language == language.primary()).unwrap_or(&ENGLISH)
    }

    pub(super) fn follow(&self, title: &str) -> String {
        self.follow.replace("{}", title)
    }

    /// What stands before and after the publication's title in the heading.
    pub(super) fn around_title(&self) -> (&'static str, &'static str) {
        self.follow.split_once("{}").unwrap_or((self.follow, ""))
    }

    pub(super) fn kind(&self, by: By) -> &'static str {
        match by {
            By::Section => self.sections,
            By::Tag => self.tags,
            By::Author => self.authors,
            By::Language => self.languages,
        }
    }

    /// A day as a publication in this language writes it.
    pub(super) fn date(&self, date: NaiveDate, language: &Lang) -> String {
        if self.language != language.primary() {
            return date.to_string();
        }
        let is_american = ["en", "en-US", "en-PH"].contains(&language.as_str());
        let pattern = if is_american { "{m} {d}, {y}" } else { self.date };
        let day = match (date.day(), self.language) {
            (1, "fr") => "1er".to_owned(),
            (1, "it") => "1º".to_owned(),
            (day, _) => day.to_string(),
        };
        let month = self.months[date.month0() as usize];
        pattern.replace("{d}", &day).replace("{m}", month).replace("{y}", &date.year().to_string())
    }

    /// A style sheet with the words of its notice.
    pub(super) fn in_style(&self, style: &str) -> String {
        style.replace("{heading}", self.notice[0]).replace("{text}", self.notice[1])
    }
}

static ALL: [&Words; 7] = [&ENGLISH, &GERMAN, &SPANISH, &FRENCH, &ITALIAN, &DUTCH, &PORTUGUESE];

static ENGLISH: Words = Words {
    language: "en",
    follow: "Follow {}",
    what: "A web feed brings you every new article as it comes out: no account, no email address, and nobody in between.",
    how: "Copy an address and paste it into a feed reader, an app that gathers the feeds you follow and remembers what \
          you have read. NetNewsWire, Thunderbird, Feedly and Inoreader are some of many; most cost nothing.",
    everything: "All articles",
    formats: "Every format carries the same articles: take the first, unless your reader asks for another.",
    copy: "Copy",
    copied: "Copied",
    newest: "Newest articles",
    sections: "Sections",
    tags: "Topics",
    authors: "Authors",
    languages: "Languages",
    list: "All these feeds in one file, for readers that import OPML",
    notice: [
        "This is a web feed",
        "It is made for feed readers: copy its address from the address bar and paste it into yours. These are its \
         articles.",
    ],
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    date: "{d} {m} {y}",
};

static GERMAN: Words = Words {
    language: "de",
    follow: "{} abonnieren",
    what: "Ein Webfeed bringt Ihnen jeden neuen Artikel, sobald er erscheint: ohne Konto, ohne E-Mail-Adresse, ohne \
           Umweg.",
    how: "Kopieren Sie eine Adresse und fügen Sie sie in einen Feedreader ein, eine App, die Ihre Feeds sammelt und \
          sich merkt, was Sie gelesen haben. NetNewsWire, Thunderbird, Feedly und Inoreader sind einige von vielen; die \
          meisten kosten nichts.",
    everything: "Alle Artikel",
    formats: "Alle Formate enthalten dieselben Artikel: Nehmen Sie das erste, wenn Ihr Reader kein anderes verlangt.",
    copy: "Kopieren",
    copied: "Kopiert",
    newest: "Neueste Artikel",
    sections: "Ressorts",
    tags: "Themen",
    authors: "Autorinnen und Autoren",
    languages: "Sprachen",
    list: "Alle Feeds in einer Datei, für Reader, die OPML einlesen",
    notice: [
        "Das ist ein Webfeed",
        "Er ist für Feedreader gemacht: Kopieren Sie seine Adresse aus der Adresszeile in Ihren Reader. Das sind seine \
         Artikel.",
    ],
    months: [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    date: "{d}. {m} {y}",
};

static SPANISH: Words = Words {
    language: "es",
    follow: "Seguir {}",
    what: "Un canal web le trae cada artículo nuevo en cuanto se publica: sin cuenta, sin correo electrónico y sin \
           intermediarios.",
    how: "Copie una dirección y péguela en un lector de canales, una aplicación que reúne los que usted sigue y recuerda \
          lo que ha leído. NetNewsWire, Thunderbird, Feedly e Inoreader son algunos de muchos; la mayoría son gratuitos.",
    everything: "Todos los artículos",
    formats: "Todos los formatos llevan los mismos artículos: use el primero, salvo que su lector pida otro.",
    copy: "Copiar",
    copied: "Copiado",
    newest: "Artículos más recientes",
    sections: "Secciones",
    tags: "Temas",
    authors: "Autores",
    languages: "Idiomas",
    list: "Todos estos canales en un archivo, para lectores que importan OPML",
    notice: [
        "Esto es un canal web",
        "Está hecho para lectores de canales: copie su dirección de la barra de direcciones y péguela en el suyo. Estos \
         son sus artículos.",
    ],
    months: [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    date: "{d} de {m} de {y}",
};

static FRENCH: Words = Words {
    language: "fr",
    follow: "Suivre {}",
    what: "Un flux web vous apporte chaque nouvel article dès sa parution\u{202f}: sans compte, sans adresse de courriel \
           et sans intermédiaire.",
    how: "Copiez une adresse et collez-la dans un lecteur de flux, une application qui rassemble les flux que vous suivez \
          et retient ce que vous avez lu. NetNewsWire, Thunderbird, Feedly et Inoreader en sont quelques-uns parmi \
          d’autres\u{202f}; la plupart sont gratuits.",
    everything: "Tous les articles",
    formats: "Tous les formats contiennent les mêmes articles\u{202f}: prenez le premier, à moins que votre lecteur n’en \
              demande un autre.",
    copy: "Copier",
    copied: "Copié",
    newest: "Derniers articles",
    sections: "Rubriques",
    tags: "Sujets",
    authors: "Auteurs",
    languages: "Langues",
    list: "Tous ces flux dans un fichier, pour les lecteurs qui importent OPML",
    notice: [
        "Ceci est un flux web",
        "Il est fait pour les lecteurs de flux\u{202f}: copiez son adresse dans la barre d’adresse et collez-la dans le \
         vôtre. Voici ses articles.",
    ],
    months: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    date: "{d} {m} {y}",
};

static ITALIAN: Words = Words {
    language: "it",
    follow: "Segui {}",
    what: "Un feed web ti porta ogni nuovo articolo appena esce: senza account, senza email e senza intermediari.",
    how: "Copia un indirizzo e incollalo in un lettore di feed, un’app che raccoglie i feed che segui e ricorda ciò che \
          hai letto. NetNewsWire, Thunderbird, Feedly e Inoreader sono alcuni dei tanti; quasi tutti sono gratuiti.",
    everything: "Tutti gli articoli",
    formats: "Tutti i formati contengono gli stessi articoli: usa il primo, a meno che il tuo lettore non ne chieda un \
              altro.",
    copy: "Copia",
    copied: "Copiato",
    newest: "Ultimi articoli",
    sections: "Sezioni",
    tags: "Argomenti",
    authors: "Autori",
    languages: "Lingue",
    list: "Tutti questi feed in un file, per i lettori che importano OPML",
    notice: [
        "Questo è un feed web",
        "È fatto per i lettori di feed: copia il suo indirizzo dalla barra degli indirizzi e incollalo nel tuo. Questi \
         sono i suoi articoli.",
    ],
    months: [
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ],
    date: "{d} {m} {y}",
};

static DUTCH: Words = Words {
    language: "nl",
    follow: "{} volgen",
    what: "Een webfeed brengt u elk nieuw artikel zodra het verschijnt: zonder account, zonder e-mailadres en zonder \
           tussenpersoon.",
    how: "Kopieer een adres en plak het in een feedlezer, een app die de feeds die u volgt bijeenbrengt en onthoudt wat u \
          hebt gelezen. NetNewsWire, Thunderbird, Feedly en Inoreader zijn er enkele van vele; de meeste zijn gratis.",
    everything: "Alle artikelen",
    formats: "Elk formaat bevat dezelfde artikelen: neem het eerste, tenzij uw lezer om een ander vraagt.",
    copy: "Kopiëren",
    copied: "Gekopieerd",
    newest: "Nieuwste artikelen",
    sections: "Rubrieken",
    tags: "Onderwerpen",
    authors: "Auteurs",
    languages: "Talen",
    list: "Al deze feeds in één bestand, voor lezers die OPML importeren",
    notice: [
        "Dit is een webfeed",
        "Hij is gemaakt voor feedlezers: kopieer het adres uit de adresbalk en plak het in de uwe. Dit zijn de artikelen.",
    ],
    months: [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    date: "{d} {m} {y}",
};

static PORTUGUESE: Words = Words {
    language: "pt",
    follow: "Seguir {}",
    what: "Um feed web traz-lhe cada novo artigo assim que é publicado: sem conta, sem endereço de email e sem \
           intermediários.",
    how: "Copie um endereço e cole-o num leitor de feeds, uma aplicação que reúne os feeds que segue e se lembra do que \
          já leu. NetNewsWire, Thunderbird, Feedly e Inoreader são alguns de muitos; a maior parte é gratuita.",
    everything: "Todos os artigos",
    formats: "Todos os formatos trazem os mesmos artigos: use o primeiro, a menos que o seu leitor peça outro.",
    copy: "Copiar",
    copied: "Copiado",
    newest: "Artigos mais recentes",
    sections: "Secções",
    tags: "Temas",
    authors: "Autores",
    languages: "Línguas",
    list: "Todos estes feeds num ficheiro, para leitores que importam OPML",
    notice: [
        "Isto é um feed web",
        "É feito para leitores de feeds: copie o endereço da barra de endereços e cole-o no seu. Estes são os artigos.",
    ],
    months: [
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
    date: "{d} de {m} de {y}",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_as_the_language_has_them() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        for (tag, written) in [
            ("en-US", "March 1, 2026"),
            ("en-GB", "1 March 2026"),
            ("de", "1. März 2026"),
            ("fr-CA", "1er mars 2026"),
            ("pt-BR", "1 de março de 2026"),
            ("ar", "2026-03-01"),
        ] {
            let language = Lang::parse(tag).unwrap();
            assert_eq!(Words::of(&language).date(day, &language), written);
        }
    }

    /// They stand between double quotes in a style sheet.
    #[test]
    fn notices_need_no_escape() {
        assert!(ALL.iter().flat_map(|words| words.notice).all(|text| !text.contains(['"', '\\', '\n'])));
    }
}
