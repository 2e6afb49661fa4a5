//! Hours and days at which a feed need not be read.

use crate::diagnostic::rule::{Rule, rules};
use crate::lint::structure::MISSING_ELEMENT;
use crate::lint::value::{number, one_of};
use crate::lint::walk::{Child, Shape, Site, Walk};
use crate::lint::xml::tree::{Id, Text};

use super::{NONE, unique};

rules! {
    /// More than 24 hours to skip.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><skipHours><hour>0</hour><hour>1</hour><hour>2</hour><hour>3</hour><hour>4</hour><hour>5</hour><hour>6</hour><hour>7</hour><hour>8</hour><hour>9</hour><hour>10</hour><hour>11</hour><hour>12</hour><hour>13</hour><hour>14</hour><hour>15</hour><hour>16</hour><hour>17</hour><hour>18</hour><hour>19</hour><hour>20</hour><hour>21</hour><hour>22</hour><hour>23</hour><hour>0</hour></skipHours></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><skipHours><hour>3</hour></skipHours></channel>
    /// ```
    TOO_MANY_HOURS = Error "rss/too-many-hours" "more than 24 hours to skip",
        "https://www.rssboard.org/skip-hours-days", w3c "NotEnoughHoursInTheDay";

    /// More than 7 days to skip.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><skipDays><day>Monday</day><day>Tuesday</day><day>Wednesday</day><day>Thursday</day><day>Friday</day><day>Saturday</day><day>Sunday</day><day>Monday</day></skipDays></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><skipDays><day>Sunday</day></skipDays></channel>
    /// ```
    TOO_MANY_DAYS = Error "rss/too-many-days" "more than 7 days to skip",
        "https://www.rssboard.org/skip-hours-days", w3c "EightDaysAWeek";

    /// An hour that is not 0 to 23.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><skipHours><hour>25</hour></skipHours></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><skipHours><hour>23</hour></skipHours></channel>
    /// ```
    INVALID_HOUR = Error "rss/invalid-hour" "an hour that is not 0 to 23",
        "https://www.rssboard.org/skip-hours-days", w3c "InvalidHour";

    /// 24 for midnight, which is 0.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><skipHours><hour>24</hour></skipHours></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><skipHours><hour>0</hour></skipHours></channel>
    /// ```
    MIDNIGHT = Warning "rss/hour-24" "24 for midnight",
        "https://www.rssboard.org/rss-profile#element-channel-skiphours", w3c "UseZeroForMidnight";

    /// A day that is not an English weekday.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><skipDays><day>Sun</day></skipDays></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><skipDays><day>Sunday</day></skipDays></channel>
    /// ```
    INVALID_DAY = Error "rss/invalid-day" "a day that is not an English weekday",
        "https://www.rssboard.org/skip-hours-days", w3c "InvalidDay";
}

/// What may be in it.
pub(crate) static SKIP_HOURS: Shape =
    Shape::of(&[&[Child::many(NONE, "hour", &HOUR).needed(&MISSING_ELEMENT)]]).check(|walk, id| {
        few(walk, id, "hour", 24, &TOO_MANY_HOURS);
    });
static HOUR: Shape = Shape::text(hour);
/// What may be in it.
pub(crate) static SKIP_DAYS: Shape =
    Shape::of(&[&[Child::many(NONE, "day", &DAY).needed(&MISSING_ELEMENT)]]).check(|walk, id| {
        few(walk, id, "day", 7, &TOO_MANY_DAYS);
    });
static DAY: Shape = Shape::text(day);

fn hour(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    if text.value.trim() == "24" {
        walk.value(&MIDNIGHT, site, "24 for midnight", "write `0`");
    } else {
        number::within(walk, site, text, (0, 23), &INVALID_HOUR);
    }
}

fn day(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    one_of(walk, site, text.value.trim(), &days, &INVALID_DAY);
}

fn few(walk: &mut Walk<'_, '_>, id: Id, name: &str, most: usize, rule: &'static Rule) {
    let document = walk.document;
    let children: Vec<Id> = document.children_named(id, NONE, name).collect();
    if children.len() > most {
        let message = format!("{} of them, where {most} are all there are", children.len());
        walk.element(rule, id, message, "take the repeated ones out");
    }
    let values = children.iter().map(|&child| {
        let value = document.text(child).value.trim().to_owned();
        // `05` and `5` are one hour.
        let hour = value.parse().ok().map(|hour: u32| hour.to_string());
        (child, hour.unwrap_or(value))
    });
    unique(walk, values);
}
