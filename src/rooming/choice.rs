//! Picks one option for each of some items so that the losses are least: depth first, with a bound. Knows nothing of rooms.

/// What is lost by an option: compared like words in a dictionary, the first number counts most.
pub(super) type Loss = [u32; 4];

/// How many steps are taken before the best choice so far is good enough, besides one for each item.
const STEPS_MAX: usize = 200_000;

/// Items, each with options, that use up something together.
pub(super) trait Puzzle {
    /// Returns how many items there are.
    fn n_items(&self) -> usize;
    /// Returns what the options of an item lose, the least first. The last one can be taken whatever was taken before.
    fn losses(&self, item: usize) -> &[Loss];
    /// Tells whether an item is the same as the one before it, options included.
    fn is_like_before(&self, item: usize) -> bool;
    /// Takes an option; tells whether it could be taken, and leaves everything as it was if not.
    fn take(&mut self, item: usize, option: usize) -> bool;
    /// Gives an option back: the last one that was taken and not given back.
    fn give_back(&mut self, item: usize, option: usize);
}

/// A choice of options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// The option of each item.
    pub options: Vec<usize>,
    /// What is lost.
    pub loss: Loss,
    /// No choice loses less.
    pub is_proven: bool,
}

/// Returns the best choice, or the best that was found in time; none only where the puzzle breaks its promise about last
/// options.
pub(super) fn best(puzzle: &mut impl Puzzle, floor: Loss) -> Option<Choice> {
    let n_items = puzzle.n_items();
    let least = least_from(puzzle);
    let floor = floor.max(least[0]);
    let mut search = Search { taken: Vec::with_capacity(n_items), next: 0, loss: [0; 4], best: None };
    for _ in 0..STEPS_MAX.saturating_add(n_items.saturating_mul(2)) {
        if search.is_over() {
            return search.best.map(|(options, loss)| Choice { options, loss, is_proven: true });
        }
        search.step(puzzle, &least);
        if let Some((options, loss)) = search.best.take_if(|(_, loss)| *loss <= floor) {
            return Some(Choice { options, loss, is_proven: true });
        }
    }
    search.best.map(|(options, loss)| Choice { options, loss, is_proven: false })
}

/// Returns what all items from each one on lose at least.
fn least_from(puzzle: &impl Puzzle) -> Vec<Loss> {
    let n_items = puzzle.n_items();
    let mut least = vec![[0; 4]; n_items + 1];
    for item in (0..n_items).rev() {
        let own = puzzle.losses(item).first().copied().unwrap_or_default();
        least[item] = sum(own, least[item + 1]);
    }
    least
}

struct Search {
    /// The options of the items so far.
    taken: Vec<usize>,
    /// The option of the next item to be tried.
    next: usize,
    /// What the options so far lose.
    loss: Loss,
    best: Option<(Vec<usize>, Loss)>,
}

impl Search {
    /// Tells whether there is nothing left to try.
    fn is_over(&self) -> bool {
        self.taken.is_empty() && self.next == usize::MAX
    }

    /// Takes the next option that may lead to something better, or goes back by one item.
    fn step(&mut self, puzzle: &mut impl Puzzle, least: &[Loss]) {
        let item = self.taken.len();
        if item + 1 == least.len() {
            self.best = Some((self.taken.clone(), self.loss));
            return self.back(puzzle);
        }
        let mut option = self.next;
        while let Some(&loss) = puzzle.losses(item).get(option) {
            let all = sum(sum(self.loss, loss), least[item + 1]);
            if self.best.as_ref().is_some_and(|(_, best)| all >= *best) {
                break;
            }
            if puzzle.take(item, option) {
                self.loss = sum(self.loss, loss);
                self.taken.push(option);
                // Of items that are the same, it does not matter which has which option.
                let is_same = item + 2 < least.len() && puzzle.is_like_before(item + 1);
                self.next = if is_same { option } else { 0 };
                return;
            }
            option += 1;
        }
        self.back(puzzle);
    }

    /// Gives the last option back, and goes on after it.
    fn back(&mut self, puzzle: &mut impl Puzzle) {
        let Some(option) = self.taken.pop() else {
            self.next = usize::MAX;
            return;
        };
        let item = self.taken.len();
        puzzle.give_back(item, option);
        let loss = puzzle.losses(item)[option];
        for (sum, part) in self.loss.iter_mut().zip(loss) {
            *sum -= part;
        }
        self.next = option + 1;
    }
}

fn sum(a: Loss, b: Loss) -> Loss {
    let mut sum = a;
    for (sum, part) in sum.iter_mut().zip(b) {
        *sum = sum.saturating_add(part);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Items that put one thing each into boxes; the last option is to do without, at a loss.
    struct Boxes {
        losses: Vec<Vec<Loss>>,
        left: Vec<u32>,
    }

    impl Puzzle for Boxes {
        fn n_items(&self) -> usize {
            self.losses.len()
        }
        fn losses(&self, item: usize) -> &[Loss] {
            &self.losses[item]
        }
        fn is_like_before(&self, item: usize) -> bool {
            item > 0 && self.losses[item] == self.losses[item - 1]
        }
        fn take(&mut self, _: usize, option: usize) -> bool {
            let Some(left) = self.left.get_mut(option) else { return true };
            let is_free = *left > 0;
            *left -= u32::from(is_free);
            is_free
        }
        fn give_back(&mut self, _: usize, option: usize) {
            if let Some(left) = self.left.get_mut(option) {
                *left += 1;
            }
        }
    }

    #[test]
    fn the_best_choice_is_found_and_proven() {
        let dear = vec![[0, 0, 0, 0], [0, 5, 0, 0], [1, 0, 0, 0]];
        let cheap = vec![[0, 0, 0, 0], [0, 0, 1, 0], [1, 0, 0, 0]];
        let mut boxes = Boxes { losses: vec![cheap.clone(), dear.clone(), cheap], left: vec![1, 2] };
        let choice = best(&mut boxes, [0; 4]).unwrap();
        assert_eq!((choice.options, choice.loss, choice.is_proven), (vec![1, 0, 1], [0, 0, 2, 0], true));
    }

    #[test]
    fn many_like_items_are_chosen_for_once() {
        let option = vec![[0, 0, 0, 0], [0, 0, 1, 0], [1, 0, 0, 0]];
        let mut boxes = Boxes { losses: vec![option; 80], left: vec![20, 50] };
        let choice = best(&mut boxes, [0; 4]).unwrap();
        assert_eq!((choice.loss, choice.is_proven), ([10, 0, 50, 0], true));
    }

    #[test]
    fn nothing_to_choose_is_a_choice() {
        let choice = best(&mut Boxes { losses: Vec::new(), left: Vec::new() }, [0; 4]).unwrap();
        assert_eq!((choice.options.len(), choice.is_proven), (0, true));
    }
}
