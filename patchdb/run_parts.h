// Figures and findings as rows, for questions in SQL; and figures back.

#ifndef PATCHGRAPH_PATCHDB_RUN_PARTS_H_
#define PATCHGRAPH_PATCHDB_RUN_PARTS_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "engine/report/maintainability/figures.pb.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "patchdb/sql_database.h"

namespace patchgraph {

// As SqlDatabase::Insert() takes it.
extern const char kFigureTable[];

// The columns that FigureOfRow() reads, and those of RowsOfFindings(), in their
// order.
extern const char kFigureColumns[];
extern const char kFindingColumns[];

// A row each, with its position. `run` is the row of the run.
std::vector<std::vector<SqlValue>> RowsOfFigures(
    int64_t run, absl::Span<const Figure> figures);
std::vector<std::vector<SqlValue>> RowsOfFindings(
    int64_t run, const google::protobuf::RepeatedPtrField<Finding>& findings);

// What a row says from the column `first` on.
Figure FigureOfRow(const SqlRow& row, int first);

}  // namespace patchgraph

#endif  // PATCHGRAPH_PATCHDB_RUN_PARTS_H_
