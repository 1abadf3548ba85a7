//! Marks and words that people write where a number should be: nothing, not known, and none.

use super::text;

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
    is_dash(text) || WORDS.contains(&text::common_width(text).to_lowercase().as_str())
}

/// Tells whether a text is nothing but a dash or a slash, which fill a cell that has no value.
#[must_use]
pub fn is_dash(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|char| matches!(char, '-' | '–' | '—' | '－' | '−' | '/' | '／' | '\\'))
}

/// Tells whether a text says that there is no room: full, or closed.
#[must_use]
pub fn is_none(text: &str) -> bool {
    const WORDS: [&str; 21] = [
        "满房",
        "满",
        "已满",
        "客满",
        "已满房",
        "无房",
        "没房",
        "没有房",
        "无空房",
        "停业",
        "歇业",
        "暂停营业",
        "已停业",
        "已征用",
        "被征用",
        "征用",
        "full",
        "sold out",
        "no rooms",
        "closed",
        "fully booked",
    ];
    WORDS.contains(&text.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_is_not_none() {
        for text in ["-", "—", "——", "/", "无", "待定", "未联系上", "N/A", "？", "TBD"] {
            assert!(is_unknown(text) && !is_none(text), "{text}");
        }
        for text in ["满房", "无房", "停业", "已征用", "Full", "closed"] {
            assert!(is_none(text) && !is_unknown(text), "{text}");
        }
        for text in ["", "0", "-3", "无障碍", "满意"] {
            assert!(!is_none(text) && !is_unknown(text), "{text}");
        }
    }
}
