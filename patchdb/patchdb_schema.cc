#include "patchdb/patchdb_schema.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace patchgraph {
namespace {

constexpr char kBaselineTables[] =
    "CREATE TABLE baseline (id {serial}, name {text} NOT NULL UNIQUE,"
    "  onto {text} NOT NULL);"
    "CREATE TABLE conflict (baseline {number} NOT NULL"
    "  REFERENCES baseline ON DELETE CASCADE, stack {text} NOT NULL,"
    "  side {text} NOT NULL, kind {text} NOT NULL, path {text} NOT NULL,"
    "  patch {text} NOT NULL);"
    "CREATE INDEX conflict_of ON conflict (baseline);";

// `position` is that in the report. A report is in a table of its own, since
// it is large and most questions are about the others.
constexpr char kRunTables[] =
    "CREATE TABLE run (number {serial}, id {text} NOT NULL UNIQUE,"
    "  inputs {text} NOT NULL, project {text} NOT NULL, stacks {text} NOT NULL,"
    "  onto {text} NOT NULL, onto_id {text} NOT NULL, made_at {text} NOT NULL,"
    "  seen_at {number} NOT NULL, version {text} NOT NULL,"
    "  answer {text} NOT NULL);"
    "CREATE INDEX run_of ON run (project, stacks, onto, seen_at);"
    "CREATE TABLE figure (run {number} NOT NULL"
    "  REFERENCES run ON DELETE CASCADE, position {number} NOT NULL,"
    "  name {text} NOT NULL, stack {text} NOT NULL, flavour {text} NOT NULL,"
    "  value {real} NOT NULL, low {real}, high {real}, coverage {real},"
    "  unit {text} NOT NULL, PRIMARY KEY (run, position));"
    "CREATE INDEX figure_of ON figure (name, stack, flavour);"
    "CREATE TABLE finding (run {number} NOT NULL"
    "  REFERENCES run ON DELETE CASCADE, position {number} NOT NULL,"
    "  fingerprint {text} NOT NULL, kind {text} NOT NULL,"
    "  stack {text} NOT NULL, flavour {text} NOT NULL, patch {text} NOT NULL,"
    "  path {text} NOT NULL, line {number} NOT NULL,"
    "  line_count {number} NOT NULL, subsystem {text} NOT NULL,"
    "  symbol {text} NOT NULL, message {text} NOT NULL,"
    "  PRIMARY KEY (run, position));"
    "CREATE INDEX finding_of ON finding (fingerprint);"
    "CREATE TABLE report (run {number} PRIMARY KEY"
    "  REFERENCES run ON DELETE CASCADE, checksum {text} NOT NULL,"
    "  bytes {bytes} NOT NULL);";

std::string InTypes(absl::string_view sql, const SqlTypes& types) {
  return absl::StrReplaceAll(sql, {{"{serial}", types.serial},
                                   {"{number}", types.number},
                                   {"{real}", types.real},
                                   {"{text}", types.text},
                                   {"{bytes}", types.bytes}});
}

}  // namespace

std::string PatchdbTables(const SqlTypes& types) {
  return InTypes(absl::StrCat(kBaselineTables, kRunTables), types);
}

std::string PatchdbUpgrade(const SqlTypes& types, int64_t from) {
  return from == 1 ? InTypes(kRunTables, types) : std::string();
}

}  // namespace patchgraph
