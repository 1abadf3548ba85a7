//! Marks and words that people write where a number should be: nothing, not known, and none.

use super::text;
use super::traditional::simplified;
use crate::domain::HotelStatus;

/// Tells whether a text stands for a value that is not known: a dash, or a word for it.
#[must_use]
pub fn is_unknown(text: &str) -> bool {
    const WORDS: [&str; 17] = [
        "无",
        "待定",
        "未联系上",
        "联系不上",
        "未知",
        "不详",
        "待确认",
        "待核实",
        "未确认",
        "无人接听",
        "n/a",
        "na",
        "tbd",
        "tbc",
        "tba",
        "unknown",
        "?",
    ];
    is_dash(text) || WORDS.contains(&simplified(&text::common_width(text)).to_lowercase().as_str())
}

/// Tells whether a text is nothing but a dash or a slash, which fill a cell that has no value.
#[must_use]
pub fn is_dash(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|char| matches!(char, '-' | '–' | '—' | '－' | '−' | '/' | '／' | '\\'))
}

/// Words for a hotel that takes nobody.
const CLOSED: [&str; 7] = ["停业", "歇业", "暂停营业", "已停业", "停业中", "关闭", "closed"];
/// Words for a hotel that somebody has taken over: nobody new is sent there.
const TAKEN: [&str; 3] = ["已征用", "被征用", "征用"];

/// Tells whether a text says that a hotel takes guests, in a column of what state it is in.
#[must_use]
pub fn is_open(text: &str) -> bool {
    const WORDS: [&str; 6] = ["营业", "营业中", "正常营业", "正常", "开业", "已开业"];
    WORDS.contains(&&*simplified(text))
}

/// Tells whether a text says that there is no room: full, closed, or taken over.
#[must_use]
pub fn is_none(text: &str) -> bool {
    const WORDS: [&str; 13] = [
        "满房",
        "满",
        "已满",
        "客满",
        "已满房",
        "无房",
        "没房",
        "没有房",
        "无空房",
        "full",
        "sold out",
        "no rooms",
        "fully booked",
    ];
    WORDS.contains(&simplified(text).to_lowercase().as_str()) || status(text).is_some()
}

/// Returns what a text in place of a count says of the whole hotel.
#[must_use]
pub fn status(text: &str) -> Option<HotelStatus> {
    let text = simplified(text).to_lowercase();
    let is_among = |words: &[&str]| words.contains(&text.as_str());
    is_among(&CLOSED).then_some(HotelStatus::Closed).or_else(|| is_among(&TAKEN).then_some(HotelStatus::Frozen))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_is_not_none() {
        for text in ["-", "—", "——", "/", "无", "待定", "未联系上", "N/A", "？", "TBD", "無", "未聯繫上"]
        {
            assert!(is_unknown(text) && !is_none(text), "{text}");
        }
        for text in ["满房", "无房", "停业", "已征用", "Full", "closed", "滿房", "暫停營業"] {
            assert!(is_none(text) && !is_unknown(text), "{text}");
        }
        for text in ["", "0", "-3", "无障碍", "满意", "营业"] {
            assert!(!is_none(text) && !is_unknown(text), "{text}");
        }
    }
}
