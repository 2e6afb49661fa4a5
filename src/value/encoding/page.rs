//! Code pages of DOS, which browsers no longer know: ASCII, and after it letters and frames.

/// A code page of one byte a letter.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Page {
    /// Its name.
    pub(crate) name: &'static str,
    /// What the bytes from 128 stand for.
    high: &'static str,
}

static PAGES: [Page; 4] = [
    Page {
        name: "CP437",
        high: "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}",
    },
    Page {
        name: "CP850",
        high: "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
    },
    Page {
        name: "CP852",
        high: "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{ad}˝˛ˇ˘§÷¸°¨˙űŘř■\u{a0}",
    },
    Page {
        name: "CP858",
        high: "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
    },
];

/// The page that goes by a name: `cp437`, `IBM437` or `437`.
pub(super) fn of_label(lower: &str) -> Option<&'static Page> {
    let number = lower.strip_prefix("cp").or_else(|| lower.strip_prefix("ibm")).unwrap_or(lower);
    PAGES.iter().find(|page| &page.name[2..] == number)
}

impl Page {
    /// The text; every byte stands for a letter.
    pub(super) fn decode(&self, bytes: &[u8]) -> String {
        let high: Vec<char> = self.high.chars().collect();
        let letter = |&byte: &u8| byte.checked_sub(128).map_or(char::from(byte), |at| high[usize::from(at)]);
        bytes.iter().map(letter).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_its_letter() {
        assert!(PAGES.iter().all(|page| page.high.chars().count() == 128));
        for (label, text) in [("cp437", "é│\u{a0}"), ("ibm850", "é│\u{a0}"), ("852", "é│\u{a0}"), ("cp858", "é│\u{a0}")]
        {
            assert_eq!(of_label(label).unwrap().decode(b"\x82\xb3\xff"), text, "{label}");
        }
        assert_eq!(of_label("cp858").unwrap().decode(b"\xd5 5"), "€ 5");
        assert_eq!(of_label("cp500"), None);
    }
}
