//! Traditional characters and the simplified ones that the words of this program are written in. For headings, numbers and
//! words that stand for something: names are never changed.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

/// Traditional characters, each before its simplified one; those of headings and of words for counts, dates and states.
const PAIRS: &str = "專专業业親亲個个僅仅價价會会體体餘余號号優优來来倉仓備备兒儿內内關关兩两單单區区協协縣县參参雙双發发\
    團团國国場场塊块報报處处員员啟启啓启達达實实賓宾對对導导層层屬属崗岗幣币帶带廳厅廣广應应開开張张匯汇彙汇徑径從从態态總总戶户\
    採采換换據据於于時时東东條条構构標标棟栋樓楼檢检臺台機机歲岁歸归沒没準准滿满滬沪無无營营狀状獨独現现環环電电異异當当療疗\
    監监礙碍稱称種种範范類类約约級级細细終终組组結结絡络給给統统經经維维緯纬編编線线繫系係系續续職职聯联艙舱萬万術术補补裝装\
    見见規规計计訂订記记訊讯設设許许註注詢询話话該该詳详認认說说調调證证議议護护負负財财責责買买費费資资質质車车載载輛辆轉转\
    辦办進进運运遠远選选還还邊边鄉乡鄰邻醫医錄录錢钱鍾钟鐘钟鎮镇鏈链鐵铁長长門门閉闭間间隊队階阶際际險险離离難难預预頂顶項项順顺\
    領领頭头題题額额飛飞飯饭飲饮館馆駐驻驛驿驗验點点齡龄徵征暫暂剛刚動动務务勞劳衛卫學学寫写師师後后復复數数斷断舊旧歷历淨净\
    減减測测燈灯確确禮礼聽听臨临適适遲迟銀银養养隨随雜杂幾几週周";

/// Returns a character as it is simplified, itself where it is simple already.
#[must_use]
pub fn simplified_char(char: char) -> char {
    static MADE: OnceLock<HashMap<char, char>> = OnceLock::new();
    let pairs = || {
        let chars: Vec<char> = PAIRS.chars().collect();
        chars.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
    };
    if char < '\u{2E80}' { char } else { MADE.get_or_init(pairs).get(&char).copied().unwrap_or(char) }
}

/// Returns a text in simplified characters.
#[must_use]
pub fn simplified(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.chars().map(simplified_char).collect()) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_character_is_both_traditional_and_simplified() {
        let chars: Vec<char> = PAIRS.chars().collect();
        assert_eq!(chars.len() % 2, 0);
        let traditional: BTreeSet<char> = chars.chunks_exact(2).map(|pair| pair[0]).collect();
        assert_eq!(traditional.len() * 2, chars.len(), "each stands here once");
        assert!(chars.chunks_exact(2).all(|pair| !traditional.contains(&pair[1])));
    }

    #[test]
    fn words_are_simplified_and_others_left() {
        assert_eq!(simplified("旅館名稱，可用房間數"), "旅馆名称，可用房间数");
        assert_eq!(simplified("酒店 hotel ①"), "酒店 hotel ①");
    }
}
