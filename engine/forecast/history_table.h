// The tables that forecast_history prints, and the cases that they hold.

#ifndef PATCHGRAPH_ENGINE_FORECAST_HISTORY_TABLE_H_
#define PATCHGRAPH_ENGINE_FORECAST_HISTORY_TABLE_H_

#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/forecast/prediction.h"
#include "engine/forecast/stack_history.h"

namespace patchgraph {

struct HistoryTable {
  std::string family;  // tables of one family are not independent
  std::string name;
  std::vector<std::string> releases;
  std::unique_ptr<const PaceTable> paces;
  std::vector<FileHistory> files;
};

// InvalidArgument with the line's number where `input` is no such table.
absl::StatusOr<HistoryTable> ReadHistoryTable(std::istream& input);

// A stack, or a part of one, at a release: the next is to be forecast.
struct BacktestCase {
  const HistoryTable* table = nullptr;
  std::string part;  // a folder, "." of the topmost; empty: the whole stack
  size_t step = 0;   // to forecast, from the steps before it
  // Those that the release has.
  std::vector<const FileHistory*> files;
  std::vector<const FileHistory*> forks;
};

// All with at least two steps to learn from: of the whole stack, and of each
// folder in which it has at least `fewest` files.
std::vector<BacktestCase> CasesOf(const HistoryTable& table, size_t fewest);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORECAST_HISTORY_TABLE_H_
