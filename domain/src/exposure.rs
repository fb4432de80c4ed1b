//! Which categories of a person's data were taken. The category only, never the exposed value itself.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The ids of all categories by position. A position, once given, is stored in databases: this list is only ever
/// appended to, apart from the guidance catalogue, which an operator may replace.
pub const CATEGORY_POSITIONS: [&str; 36] = include!("category_positions.in");

/// One category of data, by its position in [`CATEGORY_POSITIONS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Category(u8);

/// No category has this id.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("no category has this id")]
pub struct UnknownCategory;

impl Category {
    /// Reads a category id such as `ssn`.
    ///
    /// # Errors
    /// When no category has this id.
    pub fn parse(id: &str) -> Result<Self, UnknownCategory> {
        CATEGORY_POSITIONS
            .iter()
            .position(|known| *known == id)
            .and_then(|position| u8::try_from(position).ok())
            .map(Self)
            .ok_or(UnknownCategory)
    }

    /// Where it stands in [`CATEGORY_POSITIONS`].
    #[must_use]
    pub const fn position(self) -> usize {
        self.0 as usize
    }

    /// The id shared with the guidance and law catalogues.
    #[must_use]
    pub fn id(self) -> &'static str {
        CATEGORY_POSITIONS[usize::from(self.0)]
    }
}

impl TryFrom<String> for Category {
    type Error = UnknownCategory;
    fn try_from(id: String) -> Result<Self, UnknownCategory> {
        Self::parse(&id)
    }
}

impl From<Category> for String {
    fn from(category: Category) -> Self {
        category.id().to_owned()
    }
}

/// A set of categories as 64 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CategorySet(u64);

impl CategorySet {
    /// From the bits as stored.
    #[must_use]
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// The bits as stored.
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// Adds a category.
    pub fn insert(&mut self, category: Category) {
        self.0 |= 1 << category.0;
    }

    /// Whether `category` is in the set.
    #[must_use]
    pub const fn contains(self, category: Category) -> bool {
        self.0 >> category.0 & 1 == 1
    }

    /// Whether nothing is in the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the sets share a category.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// What is in either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in this set and not in the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The categories, by position. Bits of positions this program does not know are passed over.
    pub fn iter(self) -> impl Iterator<Item = Category> {
        (0_u8..).take(CATEGORY_POSITIONS.len()).map(Category).filter(move |category| self.contains(*category))
    }
}

impl FromIterator<Category> for CategorySet {
    fn from_iter<I: IntoIterator<Item = Category>>(categories: I) -> Self {
        let mut set = Self::default();
        categories.into_iter().for_each(|category| set.insert(category));
        set
    }
}

/// What is known about one person's data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exposure {
    /// Known to have been taken.
    pub confirmed: CategorySet,
    /// Not known yet; never holds what is confirmed.
    pub suspected: CategorySet,
}

impl Exposure {
    /// An exposure in which what is confirmed is no longer suspected.
    #[must_use]
    pub const fn new(confirmed: CategorySet, suspected: CategorySet) -> Self {
        Self { confirmed, suspected: suspected.without(confirmed) }
    }

    /// Confirmed and suspected together.
    #[must_use]
    pub const fn all(self) -> CategorySet {
        self.confirmed.union(self.suspected)
    }
}
