//! A statement put together from pieces, with its values numbered as they come: for conditions that several statements share.

use uuid::Uuid;

use crate::keys::LookupHash;

/// A value of a statement.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Id(Uuid),
    Number(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// SQL and the values behind its `$1`, `$2`, ….
#[derive(Clone, Debug, Default)]
pub(crate) struct Statement {
    text: String,
    values: Vec<Value>,
}

impl Statement {
    /// Begins with this.
    pub(crate) fn new(sql: &str) -> Self {
        Self { text: sql.to_owned(), values: Vec::new() }
    }

    /// Goes on with this.
    pub(crate) fn sql(&mut self, sql: &str) -> &mut Self {
        self.text.push_str(sql);
        self
    }

    /// A value stands here.
    pub(crate) fn value(&mut self, value: Value) -> &mut Self {
        self.values.push(value);
        self.text.push_str(&format!("${}", self.values.len()));
        self
    }

    /// An id stands here.
    pub(crate) fn id(&mut self, id: Uuid) -> &mut Self {
        self.value(Value::Id(id))
    }

    /// A number stands here.
    pub(crate) fn number(&mut self, number: i64) -> &mut Self {
        self.value(Value::Number(number))
    }

    /// Texts stand here, with commas between; never none.
    pub(crate) fn texts<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) -> &mut Self {
        for (at, text) in texts.into_iter().enumerate() {
            self.sql(if at == 0 { "" } else { ", " }).value(Value::Text(text.to_owned()));
        }
        self
    }

    /// Ids stand here, with commas between; never none.
    pub(crate) fn ids(&mut self, ids: impl IntoIterator<Item = Uuid>) -> &mut Self {
        for (at, id) in ids.into_iter().enumerate() {
            self.sql(if at == 0 { "" } else { ", " }).id(id);
        }
        self
    }

    /// Hashes stand here, with commas between; never none.
    pub(crate) fn hashes(&mut self, hashes: impl IntoIterator<Item = LookupHash>) -> &mut Self {
        for (at, hash) in hashes.into_iter().enumerate() {
            self.sql(if at == 0 { "" } else { ", " }).value(Value::Bytes(hash.to_vec()));
        }
        self
    }

    /// The whole text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The values in their order.
    pub(crate) fn values(&self) -> &[Value] {
        &self.values
    }
}

/// Binds a statement's values to a query of its text.
macro_rules! bound {
    ($query:expr, $statement:expr) => {{
        let mut query = $query;
        for value in $statement.values() {
            query = match value {
                $crate::statement::Value::Id(id) => query.bind(*id),
                $crate::statement::Value::Number(number) => query.bind(*number),
                $crate::statement::Value::Text(text) => query.bind(text.as_str()),
                $crate::statement::Value::Bytes(bytes) => query.bind(bytes.as_slice()),
            };
        }
        query
    }};
}
pub(crate) use bound;
