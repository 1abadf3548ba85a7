//! How a plan survives hotels that fall through, as a page of text and as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::number::{grouped, percent, plural};
use super::record::{SCHEMA_VERSION, write_json};
use super::sheet::{Sheet, paragraph};
use crate::compare::stress::{Left, Loss, Odds, Stressed, interval};
use crate::domain::Instance;
use crate::domain::quantity::fixed_text;

/// Hotels and numbers of guests that the page lists.
const SHOWN: usize = 12;

/// What the page is about.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The case.
    pub instance: &'a Instance,
    /// What was drawn.
    pub odds: &'a Odds,
    /// What came of it.
    pub stressed: &'a Stressed,
}

/// Returns the page.
#[must_use]
pub fn text(scene: Scene<'_>, width: usize) -> String {
    let sections = [headline(scene, width), distribution(scene.stressed, width), losses(scene, width)];
    sections.into_iter().filter(|section| !section.is_empty()).collect::<Vec<_>>().join("\n")
}

fn headline(scene: Scene<'_>, width: usize) -> String {
    let Scene { odds, stressed, .. } = scene;
    let at_risk = odds.of_hotel.iter().filter(|&&chance| chance > 0).count();
    let n_draws = stressed.draws.len();
    let (everybody, surely) = stressed.everybody();
    let (low, high) = interval(everybody, odds.draws);
    let share = |thousandths: u32| percent(f64::from(thousandths) / 1000.0);
    let open = n_draws.saturating_sub(everybody as usize + surely as usize);
    let base = match stressed.base.unmet {
        0 => "With every hotel, everybody has a room.".to_owned(),
        unmet => format!("With every hotel, {} without a room.", plural(to_usize(unmet), "guest is", "guests are")),
    };
    let kept = format!(
        "Everybody still has a room in {} of {}: {}, and from {} to {} with 95 % confidence.",
        grouped(everybody),
        plural(n_draws, "draw", "draws"),
        percent(f64::from(everybody) / f64::from(odds.draws.max(1))),
        share(low),
        share(high),
    );
    let rest = match open {
        0 => String::new(),
        open => format!(
            " Of the others, {} proven to leave somebody without one; {} not, and more --effort may place everybody.",
            plural(surely as usize, "is", "are"),
            plural(open, "is", "are"),
        ),
    };
    let head = format!("{} may fall through, seed {}. {base}", plural(at_risk, "hotel", "hotels"), odds.seed);
    [paragraph("", &head, width), paragraph("", &format!("{kept}{rest}"), width)].concat()
}

fn to_usize(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// Returns how often how many guests have no room: of many numbers, in so many equal parts of their range.
fn distribution(stressed: &Stressed, width: usize) -> String {
    let counts = stressed.distribution();
    let (Some((&least, _)), Some((&most, _))) = (counts.first_key_value(), counts.last_key_value()) else {
        return String::new();
    };
    let step = if counts.len() <= SHOWN { 1 } else { (most - least).div_euclid(SHOWN as u64 - 1) + 1 };
    let mut parts: Vec<(u64, u64, u32)> = Vec::new();
    for (&unmet, &count) in &counts {
        let from = least + (unmet - least).div_euclid(step) * step;
        match parts.last_mut() {
            Some((first, _, all)) if *first == from => *all += count,
            _ => parts.push((from, from + step - 1, count)),
        }
    }
    let mut sheet = Sheet::new(&[">Unmet", ">Draws", ">Share"]);
    for (from, to, count) in parts {
        let range = if from == to { grouped(from) } else { format!("{}-{}", grouped(from), grouped(to)) };
        let share = f64::from(count) / f64::from(u32::try_from(stressed.draws.len()).unwrap_or(u32::MAX).max(1));
        sheet.row([range, grouped(count), percent(share)]);
    }
    sheet.text(2, width)
}

fn losses(scene: Scene<'_>, width: usize) -> String {
    let base = scene.stressed.base.unmet;
    let hurts = |loss: &&Loss| loss.alone.is_some() || loss.extra.is_some_and(|extra| extra > 0);
    let mut sheet = Sheet::new(&["Hotels by what their loss does", ">Guests", ">Lost in", ">Extra unmet", ">Alone"]);
    for loss in scene.stressed.losses.iter().filter(hurts).take(SHOWN) {
        let extra = loss.extra.map(|thousandths| fixed_text(thousandths.div_euclid(100).into(), 10));
        let alone = loss.alone.map(|left| match left {
            Left { is_without_plan: true, .. } => "no plan".to_owned(),
            Left { unmet, .. } => grouped(i128::from(unmet) - i128::from(base)),
        });
        sheet.row([
            scene.instance.hotels[loss.hotel].id.to_string(),
            grouped(loss.guests),
            grouped(loss.draws),
            extra.unwrap_or_default(),
            alone.unwrap_or_default(),
        ]);
    }
    if sheet.is_empty() {
        return String::new();
    }
    let legend = "Guests: those that the plan has there. Extra unmet: how many more have no room on average in the draws that lose \
                  the hotel than in the others. Alone: how many more have none when it is the only one that is lost.";
    format!("{}{}", sheet.text(2, width), paragraph("  ", legend, width))
}

#[derive(Serialize)]
struct Page<'a> {
    schema_version: u32,
    seed: u64,
    draws: u32,
    base: Rest,
    /// Draws in which everybody has a room.
    everybody: u32,
    /// Draws in which somebody surely has none.
    surely_not: u32,
    /// The share of draws in which everybody has a room, and its 95 % interval.
    share: [f64; 3],
    /// Draws by the guests without a room.
    distribution: Vec<Count>,
    hotels: Vec<HotelEntry<'a>>,
    each: Vec<Each<'a>>,
}

#[derive(Serialize)]
struct Rest {
    unmet: u64,
    proven: bool,
    has_plan: bool,
}

impl From<Left> for Rest {
    fn from(left: Left) -> Self {
        Self { unmet: left.unmet, proven: left.unmet == 0 || left.surely, has_plan: !left.is_without_plan }
    }
}

#[derive(Serialize)]
struct Count {
    unmet: u64,
    draws: u32,
}

#[derive(Serialize)]
struct HotelEntry<'a> {
    hotel: &'a str,
    guests: u64,
    odds: f64,
    lost_in: u32,
    extra_unmet: Option<f64>,
    alone: Option<Rest>,
}

#[derive(Serialize)]
struct Each<'a> {
    lost: Vec<&'a str>,
    #[serde(flatten)]
    left: Rest,
}

/// Writes it as JSON: every draw and every hotel that may fall through.
///
/// # Errors
/// When the writer fails.
pub fn json(scene: Scene<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Scene { instance, odds, stressed } = scene;
    let name = |hotel: usize| instance.hotels[hotel].id.as_str();
    let (everybody, surely_not) = stressed.everybody();
    let (low, high) = interval(everybody, odds.draws);
    let share = f64::from(everybody) / f64::from(odds.draws.max(1));
    let thousandths = |count: u32| f64::from(count) / 1000.0;
    let hotel = |loss: &Loss| HotelEntry {
        hotel: name(loss.hotel),
        guests: loss.guests,
        odds: f64::from(odds.of_hotel[loss.hotel]) / f64::from(crate::compare::stress::CERTAIN),
        lost_in: loss.draws,
        extra_unmet: loss.extra.and_then(|extra| fixed_text(extra.into(), 1000).parse().ok()),
        alone: loss.alone.map(Into::into),
    };
    let each = stressed
        .draws
        .iter()
        .map(|draw| Each { lost: draw.lost.iter().map(|&hotel| name(hotel)).collect(), left: draw.left.into() });
    let page = Page {
        schema_version: SCHEMA_VERSION,
        seed: odds.seed,
        draws: odds.draws,
        base: stressed.base.into(),
        everybody,
        surely_not,
        share: [share, thousandths(low), thousandths(high)],
        distribution: stressed.distribution().into_iter().map(|(unmet, draws)| Count { unmet, draws }).collect(),
        hotels: stressed.losses.iter().map(hotel).collect(),
        each: each.collect(),
    };
    write_json(&page, out)
}
