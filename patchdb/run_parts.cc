#include "patchdb/run_parts.h"

namespace patchgraph {

const char kFigureTable[] =
    "figure (run, position, name, stack, flavour, value, low, high, coverage,"
    " unit)";
const char kFindingColumns[] =
    "run, position, fingerprint, kind, stack, flavour, patch, path, line,"
    " line_count, subsystem, symbol, message";
const char kFigureColumns[] =
    "figure.name, figure.stack, figure.flavour, figure.value, figure.low,"
    " figure.high, figure.coverage, figure.unit";

std::vector<std::vector<SqlValue>> RowsOfFigures(
    int64_t run, absl::Span<const Figure> figures) {
  std::vector<std::vector<SqlValue>> rows;
  int64_t position = 0;
  for (const Figure& figure : figures) {
    std::vector<SqlValue> row = {run,
                                 position++,
                                 SqlText(figure.name()),
                                 SqlText(figure.stack()),
                                 SqlText(figure.flavour()),
                                 figure.value(),
                                 std::monostate(),
                                 std::monostate(),
                                 std::monostate(),
                                 SqlText(figure.unit())};
    if (figure.has_range()) {
      row[6] = figure.range().low();
      row[7] = figure.range().high();
      row[8] = figure.range().coverage();
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<std::vector<SqlValue>> RowsOfFindings(
    int64_t run, const google::protobuf::RepeatedPtrField<Finding>& findings) {
  std::vector<std::vector<SqlValue>> rows;
  int64_t position = 0;
  for (const Finding& finding : findings) {
    rows.push_back({run, position++, SqlText(finding.fingerprint()),
                    SqlText(finding.kind()), SqlText(finding.stack()),
                    SqlText(finding.flavour()), SqlText(finding.patch()),
                    SqlText(finding.path()), int64_t{finding.line()},
                    int64_t{finding.line_count()}, SqlText(finding.subsystem()),
                    SqlText(finding.symbol()), SqlText(finding.message())});
  }
  return rows;
}

Figure FigureOfRow(const SqlRow& row, int first) {
  Figure figure;
  figure.set_name(row.Text(first));
  figure.set_stack(row.Text(first + 1));
  figure.set_flavour(row.Text(first + 2));
  figure.set_value(row.Real(first + 3));
  if (!row.IsNull(first + 4)) {
    figure.mutable_range()->set_low(row.Real(first + 4));
    figure.mutable_range()->set_high(row.Real(first + 5));
    figure.mutable_range()->set_coverage(row.Real(first + 6));
  }
  figure.set_unit(row.Text(first + 7));
  return figure;
}

}  // namespace patchgraph
