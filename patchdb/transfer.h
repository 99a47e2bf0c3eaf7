// What patchdb keeps as lines of text, to carry it to another place.

#ifndef PATCHGRAPH_PATCHDB_TRANSFER_H_
#define PATCHGRAPH_PATCHDB_TRANSFER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/resolutions/resolution.h"
#include "patchdb/sql_database.h"

namespace patchgraph {

// Where lines go. What it answers ends the export where it is not OK.
using LineSink = absl::FunctionRef<absl::Status(const std::string& line)>;

// The first line of an export, without a line feed as all lines here.
std::string TransferHeaderLine();

// Baselines by name, then runs by id: the same content gives the same lines.
absl::Status ExportPatchdb(const std::shared_ptr<SqlDatabase>& database,
                           LineSink sink);

// Resolutions by id.
absl::Status ExportResolutionLines(absl::Span<const Resolution> resolutions,
                                   LineSink sink);

// What an import found. Of each kind: what is new here, and what was known.
struct TransferCounts {
  int new_baselines = 0;
  int known_baselines = 0;
  int new_runs = 0;
  int known_runs = 0;
  // Names of baselines that are others here: those here stay.
  std::vector<std::string> kept_apart;
  // For ResolutionStore::Add().
  std::vector<Resolution> resolutions;
};

// Reads an export, line by line, into `database`. A line is kept whole or not
// at all, and one that is known does no harm: an import that was interrupted is
// simply run again.
class PatchdbImport {
 public:
  explicit PatchdbImport(std::shared_ptr<SqlDatabase> database)
      : database_(std::move(database)) {}

  // InvalidArgument, with the line's number, for what is no such line, has an
  // id that is not its own, or was written by a newer patchgraph.
  absl::Status Add(absl::string_view line);

  const TransferCounts& counts() const { return counts_; }

 private:
  absl::Status AddLine(absl::string_view text);

  std::shared_ptr<SqlDatabase> database_;
  TransferCounts counts_;
  int line_ = 0;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_PATCHDB_TRANSFER_H_
