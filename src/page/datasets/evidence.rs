//! Evidence: what was seen in the field, where, and how much it proves.

/// One thing that was seen in the field.
#[derive(Debug, Clone)]
pub struct Piece<N> {
    /// What it is.
    pub what: What,
    /// Where it was seen.
    pub at: N,
}

/// What was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A text with a control that takes it out.
    Chip,
    /// A text in a list that also holds the place to type, before that place.
    ItemBeforeInput,
    /// An item of the list of the chosen, beside the list of the available.
    ChosenItem,
    /// A ticked box, or an option that says it is selected in a list that chooses many.
    Ticked,
    /// So many options are selected in a native list.
    Selected(usize),
    /// A text stands in the place to type, and no list is open that it would search.
    Typed,
    /// A drop-down shows a text that is neither its name nor a prompt.
    Caption,
    /// A text that can be seen, and that a value kept beside it says, too; or one beside a control that clears it.
    Confirmed,
    /// A text says that so many are selected.
    Count(usize),
    /// A text says that there are more than are shown.
    More,
    /// A text that no rule explains.
    Text,
    /// A text that may be a prompt in words that are not known.
    Prompt,
    /// Items without any sign of being chosen, in no list that is known to be one of choices.
    PlainItem,
    /// A text is typed that may only search the open list.
    Query,
    /// A value that is kept for the server alone.
    HiddenValue,
    /// An option says that it is selected, and may only be the active one.
    MaybeActive,
    /// A box in its third state.
    UnclearMark,
    /// A control that takes something out, with nothing beside it.
    RemoverAlone,
    /// The field has more elements than are read.
    TooLarge,
    /// A choice that is only listed, active or under the pointer.
    Listed,
    /// A choice that is listed where everything can be seen, in no list that opens.
    ListedInSight,
    /// A remark, a description, the caption of a list or of a button.
    Remark,
    /// A text that only its place makes a remark.
    Aside,
    /// A text or an item that nobody sees.
    Unseen,
    /// A place to type that is empty.
    EmptyInput,
    /// A drop-down that shows no text, or its name.
    EmptyDropDown,
    /// The field shows its prompt.
    ShownPrompt,
    /// Boxes or options of which none is ticked.
    NoneTicked,
    /// A native list in which nothing is selected.
    NoneSelected,
    /// A text says that nothing is selected.
    SaysNone,
    /// The native list that a drawn one keeps up to date has nothing selected.
    EmptyTwin,
    /// The list of the chosen is there and has no item.
    EmptyChosenList,
}

/// How much a piece proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// It proves that something is selected.
    Filled,
    /// It may be a dataset: nothing is proven while it stands there.
    Doubt,
    /// It proves nothing.
    Nothing,
    /// A control that is understood shows nothing; what stands beside it still may.
    Empty,
    /// It says that nothing is selected, whatever stands beside it.
    Denied,
}

impl What {
    /// How much it proves.
    pub fn weight(self) -> Weight {
        match self {
            Self::Chip
            | Self::ItemBeforeInput
            | Self::ChosenItem
            | Self::Ticked
            | Self::Selected(_)
            | Self::Typed
            | Self::Caption
            | Self::Confirmed
            | Self::Count(_) => Weight::Filled,
            Self::More
            | Self::Text
            | Self::Prompt
            | Self::PlainItem
            | Self::Query
            | Self::HiddenValue
            | Self::MaybeActive
            | Self::UnclearMark
            | Self::RemoverAlone
            | Self::TooLarge => Weight::Doubt,
            Self::Listed | Self::ListedInSight | Self::Remark | Self::Aside | Self::Unseen => {
                Weight::Nothing
            }
            Self::EmptyInput
            | Self::EmptyDropDown
            | Self::ShownPrompt
            | Self::NoneTicked
            | Self::NoneSelected => Weight::Empty,
            Self::SaysNone | Self::EmptyTwin | Self::EmptyChosenList => Weight::Denied,
        }
    }
}
