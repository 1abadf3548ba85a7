//! The errors of references across files: E3.

/// Hands its entries, after those it was given, to the next list of the catalogue.
macro_rules! references {
    ([$($next:ident)*] $($before:tt)*) => {
        next! {
            [$($next)*] $($before)*
            Duplicate "E301" Error "Two rows describe the same thing."
                what: "Hotels, groups, sites, guests, rooms and distances have one row each."
                why: "Which of the two counts is for a person to say."
                example: "the group `G1` twice in `groups.csv`"
            UnknownGroup "E302" Error "A row names a group that the manifest does not have."
                what: "Pairs, pins and guests name groups of `groups.csv`."
                why: "The wish would silently be ignored."
                example: "a pin of `G01` where the manifest says `G1`"
            UnknownHotel "E303" Error "A row names a hotel that no table of hotels has."
                what: "Pins, distances and rooms name hotels of `availability.csv` or `hotels.csv`."
                why: "The wish would silently be ignored."
                example: "a pin to `Grand Hotle`"
            UnknownSite "E304" Error "A row names a site that `sites.csv` does not have."
                what: "Where there is a table of sites, groups and distances name sites of it."
                why: "The distance would silently be unknown."
                example: "a group with the site `Ruijn`"
            UnknownWing "E305" Error "A row names a wing that the hotel does not have."
                what: "Pins with a wing name one that availability has for the hotel."
                why: "The pin could never be kept."
                example: "wing `East` where the hotel has `E` and `W`"
            PairWithItself "E306" Error "A pair names the same group twice."
                what: "A pair is of two groups."
                why: "One of the two names is wrong."
                example: "`G1,G1,near`"
            BatchModes "E307" Error "One batch of polls has two modes."
                what: "All rows of a batch (of a file, where it names no batches) say the same `mode`; an empty one is `update`."
                why: "Whether rooms that it does not name are withdrawn depends on it."
                example: "two rows of batch 7, one `snapshot`, one without a mode"
            ModeUndated "E308" Error "A snapshot or a change has no time."
                what: "Rows with the mode `snapshot` or `delta` need `polled_at`."
                why: "What they withdraw or change is what was said before them."
                example: "`H1,+5,delta` with an empty `polled_at`"
            MatrixBroken "E309" Error "A file of distances is not the answer of a routing service."
                what: "A JSON file of distances is read as a table of OSRM, openrouteservice or Valhalla: one row for each place of departure, all equally long."
                why: "Distances that are shifted by one row are all wrong."
                example: "`{\"code\":\"NoTable\"}`"
            MatrixEnd "E310" Error "A place of a matrix of distances is no site or hotel."
                what: "Rows are sites and columns hotels: by the lists `from` and `to` where the file has them, else each the nearest within 1 km."
                why: "Nobody knows whose distances these are."
                example: "a matrix without `sources`, or two hotels at one street corner"
            ContinuesNobody "E342" Error "A row continues a group that does not end where it begins."
                what: "The group in `continues` is one of the manifest, has as many guests, and departs when this one arrives (R29)."
                why: "Its guests would be counted twice, or not at all."
                example: "a row that arrives on 6 April and continues a group that departs on 5 April"
        }
    };
}
