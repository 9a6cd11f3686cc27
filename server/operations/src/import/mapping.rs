//! Column mappings kept under a name: laid over a file that is chosen to be read by one, or whose headers are
//! those of one.

use super::{Choices, accept::stands_in, allow, kind_code, kind_of, state_of};
use crate::{Actor, Result};
use model::{
    event::{Event, Subject},
    id::ImportId,
    import::{
        Grid,
        columns::{ContractField, ImportField, InvoiceField, Mapping, guess},
        conventions::Conventions,
    },
    permission::Permission,
    refusal::{FieldProblem, FileProblem, Problem, Refusal},
    view::{ImportKind, ImportState},
};
use serde::{Deserialize, Serialize};
use store::ConnectionTrait;

/// The longest name of a mapping.
const NAME_MOST: usize = 80;

/// A mapping as it is kept: what columns mean, and how days and numbers are written.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound = "F: ImportField")]
struct Kept<F: ImportField> {
    mapping: Mapping<F>,
    conventions: Conventions,
}

/// How a file is read at first.
pub(super) struct Beginning {
    pub(super) mapping: String,
    pub(super) choices: Choices,
}

/// Names of the mappings kept for a kind of file.
pub async fn mappings(actor: &Actor, kind: ImportKind) -> Result<Vec<String>> {
    let reading = actor.read(Permission::Import)?;
    allow(actor, kind)?;
    Ok(store::import::mapping_names(reading.connection(), kind_code(kind)).await?)
}

/// Keeps the mapping of an import under a name, over any earlier one of that name.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::Stale`]; [`Refusal::WrongState`] once it is accepted; [`Refusal::Fields`].
pub async fn keep_mapping(actor: &Actor, id: ImportId, version: i32, name: &str) -> Result<()> {
    let name = name.trim();
    let problem = match name.chars().count() {
        0 => Some(Problem::Missing),
        1..=NAME_MOST => None,
        _ => Some(Problem::TooLong { most: u32::try_from(NAME_MOST).unwrap_or(u32::MAX) }),
    };
    if let Some(problem) = problem {
        return Err(Refusal::Fields(vec![FieldProblem::new("name", problem)]).into());
    }
    let mut acting = actor.begin(Permission::Import).await?;
    let row = store::import::find(acting.connection(), id).await?.ok_or(Refusal::NotFound)?;
    allow(actor, kind_of(&row.kind))?;
    if row.version != version {
        return Err(Refusal::Stale.into());
    }
    stands_in(state_of(&row.state), ImportState::Review)?;
    let Choices { conventions, .. } = serde_json::from_str(&row.choices)?;
    match kind_of(&row.kind) {
        ImportKind::Contracts => {
            let kept = Kept::<ContractField> { mapping: serde_json::from_str(&row.mapping)?, conventions };
            store::import::write_mapping(acting.connection(), &row.kind, name, &kept).await?;
        }
        ImportKind::Invoices => {
            let kept = Kept::<InvoiceField> { mapping: serde_json::from_str(&row.mapping)?, conventions };
            store::import::write_mapping(acting.connection(), &row.kind, name, &kept).await?;
        }
    }
    acting.record(Subject::Import(id), Event::MappingKept { name: name.to_owned() });
    acting.commit().await
}

/// How a file is read at first: by the mapping that was chosen; else by a kept one with the very same headers;
/// else by what its columns look like.
pub(super) async fn begin(
    connection: &impl ConnectionTrait,
    kind: ImportKind,
    grid: &Grid,
    chosen: Option<&str>,
) -> Result<Beginning> {
    match kind {
        ImportKind::Contracts => begin_as::<ContractField>(connection, kind, grid, chosen).await,
        ImportKind::Invoices => begin_as::<InvoiceField>(connection, kind, grid, chosen).await,
    }
}

async fn begin_as<F: ImportField>(
    connection: &impl ConnectionTrait,
    kind: ImportKind,
    grid: &Grid,
    chosen: Option<&str>,
) -> Result<Beginning> {
    let kept: Vec<(String, Kept<F>)> = store::import::mappings(connection, kind_code(kind)).await?;
    let found = match chosen {
        Some(name) => {
            let (name, kept) = kept.into_iter().find(|(known, _)| known == name).ok_or(Refusal::NotFound)?;
            let mapping = kept.mapping.for_header(&grid.header).ok_or(Refusal::File(FileProblem::OtherColumns))?;
            Some((name, mapping, kept.conventions))
        }
        None => kept.into_iter().find_map(|(name, kept)| {
            let same = kept.mapping.columns.len() == grid.header.len();
            let mapping = kept.mapping.for_header(&grid.header).filter(|_| same)?;
            let fields = |mapping: &Mapping<F>| mapping.columns.iter().filter(|column| column.field.is_some()).count();
            (fields(&mapping) == fields(&kept.mapping)).then_some((name, mapping, kept.conventions))
        }),
    };
    Ok(match found {
        Some((name, mapping, conventions)) => Beginning {
            mapping: serde_json::to_string(&mapping)?,
            choices: Choices { conventions, kept: Some(name), ..Choices::default() },
        },
        None => Beginning { mapping: serde_json::to_string(&guess::<F>(grid))?, choices: Choices::default() },
    })
}
