//! Places on earth: W3C's geo vocabulary, `GeoRSS` and GML, and two older ones.

use crate::diagnostic::rule::rules;

use super::structure::MISSING_ELEMENT;
use super::value::{any, number};
use super::walk::{Attr, Child, Shape, Site, Walk, shown};
use super::xml::namespace::Ns;
use super::xml::tree::Text;

rules! {
    /// A latitude that is not -90 to 90.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><geo:lat>91.5</geo:lat></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><geo:lat>61.2</geo:lat></item>
    /// ```
    LATITUDE = Error "geo/invalid-latitude" "a latitude that is not -90 to 90",
        "https://www.w3.org/2003/01/geo/", w3c "InvalidLatitude";

    /// A longitude that is not -180 to 180.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><geo:long>210</geo:long></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><geo:long>-149.9</geo:long></item>
    /// ```
    LONGITUDE = Error "geo/invalid-longitude" "a longitude that is not -180 to 180",
        "https://www.w3.org/2003/01/geo/", w3c "InvalidLongitude";

    /// A point that is not two numbers.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><georss:point>61.2</georss:point></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><georss:point>61.2 -149.9</georss:point></item>
    /// ```
    COORDINATES = Error "geo/invalid-point" "a point that is not two numbers",
        "https://docs.ogc.org/cs/17-002r1/17-002r1.html", w3c "InvalidCoord";

    /// A line or area that is not pairs of numbers.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><georss:line>61.2 -149.9 61.3</georss:line></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><georss:line>61.2 -149.9 61.3 -149.8</georss:line></item>
    /// ```
    COORDINATE_LIST = Error "geo/invalid-line" "a line or area that is not pairs of numbers",
        "https://docs.ogc.org/cs/17-002r1/17-002r1.html", w3c "InvalidCoordList";

    /// Commas between coordinates.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><georss:point>61.2,-149.9</georss:point></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><georss:point>61.2 -149.9</georss:point></item>
    /// ```
    COMMA = Warning "geo/comma" "commas between coordinates",
        "https://docs.ogc.org/cs/17-002r1/17-002r1.html", w3c "CoordComma";

    /// A height that is not a number.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><georss:elev>12 m</georss:elev></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><georss:elev>12</georss:elev></item>
    /// ```
    HEIGHT = Error "geo/invalid-height" "a height that is not a number",
        "https://docs.ogc.org/cs/17-002r1/17-002r1.html", w3c "InvalidFloatUnit";
}

/// In a channel, an item, a feed or an entry.
pub(crate) static ANYWHERE: &[Child] = &[
    Child::one(Ns::Geo, "lat", &LAT),
    Child::one(Ns::Geo, "long", &LONG),
    Child::one(Ns::Geo, "alt", &ELEVATION),
    Child::many(Ns::Geo, "Point", &GEO_POINT),
    Child::one(Ns::Icbm, "latitude", &LAT),
    Child::one(Ns::Icbm, "longitude", &LONG),
    Child::one(Ns::GeoUrl, "latitude", &LAT),
    Child::one(Ns::GeoUrl, "longitude", &LONG),
    Child::many(Ns::GeoRss, "where", &WHERE),
    Child::many(Ns::GeoRss, "point", &POINT),
    Child::many(Ns::GeoRss, "line", &LIST),
    Child::many(Ns::GeoRss, "polygon", &LIST),
    Child::many(Ns::GeoRss, "box", &LIST),
    Child::many(Ns::GeoRss, "circle", &ANY),
    Child::many(Ns::GeoRss, "featureTypeTag", &ANY),
    Child::many(Ns::GeoRss, "relationshipTag", &ANY),
    Child::many(Ns::GeoRss, "featureName", &ANY),
    Child::many(Ns::GeoRss, "featurename", &ANY),
    Child::many(Ns::GeoRss, "featuretypetag", &ANY),
    Child::many(Ns::GeoRss, "relationshiptag", &ANY),
    Child::one(Ns::GeoRss, "elev", &ELEVATION),
    Child::one(Ns::GeoRss, "floor", &FLOOR),
    Child::one(Ns::GeoRss, "radius", &RADIUS),
    Child::many(Ns::Gml, "Point", &GML_POINT),
];

static ANY: Shape = Shape::text(any);
static FLOOR: Shape = Shape::text(number::integer);
static RADIUS: Shape = Shape::text(number::float);
static LAT: Shape = Shape::text(latitude);
static LONG: Shape = Shape::text(longitude);
static ELEVATION: Shape = Shape::text(elevation);
static POINT: Shape = Shape::text(point).attributes(ATTRIBUTES);
static LIST: Shape = Shape::text(list).attributes(ATTRIBUTES);
const ATTRIBUTES: &[Attr] = &[
    Attr::new("featuretypetag", any),
    Attr::new("relationshiptag", any),
    Attr::new("featurename", any),
    Attr::new("elev", any),
    Attr::new("floor", any),
    Attr::new("radius", any),
];
static GEO_POINT: Shape = Shape::of(&[&[
    Child::one(Ns::Geo, "lat", &LAT).needed(&MISSING_ELEMENT),
    Child::one(Ns::Geo, "long", &LONG).needed(&MISSING_ELEMENT),
    Child::one(Ns::Geo, "alt", &ELEVATION),
]]);
static WHERE: Shape = Shape::of(&[&[
    Child::many(Ns::Gml, "Point", &GML_POINT),
    Child::many(Ns::Gml, "LineString", &GML_LINE),
    Child::many(Ns::Gml, "Polygon", &GML_POLYGON),
    Child::many(Ns::Gml, "Envelope", &GML_ENVELOPE),
]])
.attributes(ATTRIBUTES);
const SRS: &[Attr] = &[Attr::new("srsName", any), Attr::new("srsDimension", any), Attr::new("id", any).of(Ns::Gml)];
static GML_POINT: Shape = Shape::of(&[&[Child::many(Ns::Gml, "pos", &POSITION)]]).attributes(SRS);
static GML_LINE: Shape = Shape::of(&[&[Child::many(Ns::Gml, "posList", &POSITIONS)]]).attributes(SRS);
static GML_POLYGON: Shape =
    Shape::of(&[&[Child::many(Ns::Gml, "exterior", &RING), Child::many(Ns::Gml, "interior", &RING)]]).attributes(SRS);
static RING: Shape = Shape::of(&[&[Child::many(Ns::Gml, "LinearRing", &GML_LINE)]]);
static GML_ENVELOPE: Shape =
    Shape::of(&[&[Child::many(Ns::Gml, "lowerCorner", &POSITION), Child::many(Ns::Gml, "upperCorner", &POSITION)]])
        .attributes(SRS);
static POSITION: Shape = Shape::text(point).attributes(SRS);
static POSITIONS: Shape = Shape::text(list).attributes(SRS);

fn latitude(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    if number::decimal(&text.value).is_none_or(|value| value.abs() > 90.0) {
        walk.value(
            &LATITUDE,
            site,
            format!("`{}` is no latitude", shown(&text.value)),
            "write a number from -90 to 90",
        );
    }
}

fn longitude(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    if number::decimal(&text.value).is_none_or(|value| value.abs() > 180.0) {
        walk.value(
            &LONGITUDE,
            site,
            format!("`{}` is no longitude", shown(&text.value)),
            "write a number from -180 to 180",
        );
    }
}

fn elevation(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    if number::decimal(&text.value).is_none() {
        walk.value(&HEIGHT, site, format!("`{}` is no height", shown(&text.value)), "write a number, in metres");
    }
}

/// The numbers of a text, and whether commas part them; `None` if one is no number.
fn numbers(value: &str) -> (Option<usize>, bool) {
    let comma = value.contains(',');
    let mut parts = value.split(|char: char| char.is_whitespace() || char == ',').filter(|part| !part.is_empty());
    let count = parts.try_fold(0_usize, |count, part| number::decimal(part).map(|_| count + 1));
    (count, comma)
}

fn point(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let (count, comma) = numbers(&text.value);
    if comma {
        walk.value(&COMMA, site, "a comma between coordinates", "write a space");
    }
    if count != Some(2) {
        let message = format!("expected latitude and longitude, found `{}`", shown(&text.value));
        walk.value(&COORDINATES, site, message, "write two numbers with a space between");
    }
}

fn list(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let (count, comma) = numbers(&text.value);
    if comma {
        walk.value(&COMMA, site, "a comma between coordinates", "write a space");
    }
    if !count.is_some_and(|count| count > 0 && count % 2 == 0) {
        let message = format!("expected pairs of latitude and longitude, found `{}`", shown(&text.value));
        walk.value(&COORDINATE_LIST, site, message, "write an even count of numbers with spaces between");
    }
}
