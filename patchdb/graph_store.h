// Dependency graphs of git ranges, kept so that the next question about the
// same commits need not read them again.

#ifndef PATCHGRAPH_PATCHDB_GRAPH_STORE_H_
#define PATCHGRAPH_PATCHDB_GRAPH_STORE_H_

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "patchdb/stored_graph.h"

namespace patchgraph {

// Where they are kept: below git's own folder, which ends in a slash.
std::string GraphsFileIn(absl::string_view git_folder);

// A cache: what it cannot give is made anew, and a file that is damaged, or
// from another version, is replaced. Several processes may use it at once.
class GraphStore {
 public:
  explicit GraphStore(std::string file) : file_(std::move(file)) {}

  // The graph that was kept under `key`, which has to name everything that the
  // graph depends on; ids of commits do. nullopt if there is none, or if its
  // bytes are not those that were kept.
  absl::optional<KeptGraph> Load(absl::string_view key) const;

  // Keeps `graph` under `key`, and lets go of those that were not asked for
  // longest where there are more than kMostGraphs. An error where nothing can
  // be written; the graphs kept before are still right then.
  absl::Status Save(absl::string_view key, const KeptGraph& graph) const;

  // How many are kept. NotFound without a file; FailedPrecondition where not
  // all are as they were kept: the next Save() replaces the file then, or the
  // graph.
  absl::StatusOr<int> Count() const;

  static constexpr int kMostGraphs = 16;

 private:
  absl::Status TrySave(absl::string_view key, const std::string& bytes) const;

  std::string file_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_PATCHDB_GRAPH_STORE_H_
