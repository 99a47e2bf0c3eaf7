#include "cli/matrix/matrix_report.h"

#include <algorithm>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "cli/db_runs.h"
#include "engine/report/maintainability/figures.h"
#include "engine/report/maintainability/markdown_report.h"
#include "engine/report/terminal_text.h"
#include "engine/report/utf8.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

constexpr int kMatrixSchema = 1;
constexpr int kMostPaths = 20;

// The columns of the table beside stack, target and answer.
struct MatrixColumn {
  const char* title;
  const char* figure;
};
constexpr MatrixColumn kMatrixColumns[] = {
    {"conflicts", "conflicts"},   {"files", "files-in-conflict"},
    {"breaks", "breaks"},         {"reach", "hunks-reaching"},
    {"drifted", "forks-drifted"}, {"hours", "hours-once"},
};

constexpr char kNotRun[] = "no run yet";

// Its rows: the titles, then a row for each cell.
std::vector<std::vector<std::string>> TableOf(const MatrixReport& report) {
  std::vector<std::vector<std::string>> rows = {{"stack", "onto", "answer"}};
  for (const MatrixColumn& column : kMatrixColumns) {
    rows.front().emplace_back(column.title);
  }
  for (const MatrixCell& cell : report.cells()) {
    std::vector<std::string> row = {cell.stack(), cell.onto(),
                                    cell.done() ? cell.answer() : kNotRun};
    const std::vector<Figure> figures(cell.figures().begin(),
                                      cell.figures().end());
    for (const MatrixColumn& column : kMatrixColumns) {
      const Figure* figure = FindFigure(figures, column.figure);
      row.push_back(figure == nullptr ? "-" : FigureDigits(figure->value()));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string Headline(const MatrixReport& report) {
  return absl::StrCat(
      report.done(), " of ",
      Counted(report.cells_size(), "job is done", "jobs are done"));
}

std::string PathWords(const MatrixPath& path) {
  return absl::StrCat(Counted(path.findings(), "finding", "findings"), " in ",
                      Counted(path.cells(), "job", "jobs"));
}

void FillCell(const StoredRun& run, MatrixCell* cell) {
  cell->set_done(true);
  cell->set_run(run.id);
  cell->set_onto_id(run.onto_id);
  cell->set_made_at(run.made_at);
  cell->set_answer(run.answer);
  for (const Figure& figure : run.figures) *cell->add_figures() = figure;
}

std::string Padded(const std::string& text, int width, bool to_the_right) {
  const std::string visible = Visible(text);
  const int missing = std::max(0, width - DisplayWidth(visible));
  return to_the_right ? std::string(static_cast<size_t>(missing), ' ') + visible
                      : PadRight(visible, width);
}

}  // namespace

RunQuestion QuestionOfJob(const MatrixJob& job,
                          const ReportQuestion& question) {
  return RunQuestionOf({job.stack}, job.onto, question);
}

absl::StatusOr<MatrixReport> GatherMatrix(absl::Span<const MatrixJob> jobs,
                                          const ReportQuestion& question,
                                          RunStore* store) {
  MatrixReport report;
  report.set_schema(kMatrixSchema);
  std::vector<int64_t> numbers;
  for (const MatrixJob& job : jobs) {
    MatrixCell* cell = report.add_cells();
    cell->set_stack(ValidUtf8(job.stack));
    cell->set_onto(ValidUtf8(job.onto));
    if (store == nullptr) continue;
    const auto run = store->Latest(SameQuestion(QuestionOfJob(job, question)));
    if (absl::IsNotFound(run.status())) continue;
    if (!run.ok()) return run.status();
    FillCell(*run, cell);
    numbers.push_back(run->number);
  }
  report.set_done(static_cast<int>(numbers.size()));
  if (store == nullptr) return report;
  const auto paths = store->PathsWithFindings(numbers, kMostPaths);
  if (!paths.ok()) return paths.status();
  for (const PathFindings& found : *paths) {
    MatrixPath* path = report.add_paths();
    path->set_path(found.path);
    path->set_cells(static_cast<int>(found.runs));
    path->set_findings(static_cast<int>(found.findings));
  }
  return report;
}

std::string RenderMatrix(const MatrixReport& report, const TextStyle& style) {
  const auto rows = TableOf(report);
  std::vector<int> widths(rows.front().size(), 0);
  for (const auto& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], DisplayWidth(Visible(row[i])));
    }
  }
  std::string text =
      absl::StrCat(Paint(Headline(report), Ink::kBold, style), "\n\n");
  for (const auto& row : rows) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) {
      absl::StrAppend(&line, i == 0 ? "" : "  ",
                      Padded(row[i], widths[i], i > 2));
    }
    line.erase(line.find_last_not_of(' ') + 1);
    absl::StrAppend(&text, line, "\n");
  }
  if (report.paths_size() > 0) text += "\nFiles with findings in most jobs:\n";
  for (const MatrixPath& path : report.paths()) {
    absl::StrAppend(&text, "  ", Visible(path.path()), ": ", PathWords(path),
                    "\n");
  }
  return text;
}

std::string RenderMatrixMarkdown(const MatrixReport& report) {
  std::string text = absl::StrCat("**", Headline(report), "**\n\n");
  bool is_title = true;
  for (const auto& row : TableOf(report)) {
    for (const std::string& field : row) {
      absl::StrAppend(&text, "| ", MarkdownText(field), " ");
    }
    text += "|\n";
    if (is_title) {
      for (size_t i = 0; i < row.size(); ++i) {
        text += i > 2 ? "| ---: " : "| --- ";
      }
      text += "|\n";
    }
    is_title = false;
  }
  if (report.paths_size() > 0) {
    text += "\nFiles with findings in most jobs:\n\n";
  }
  for (const MatrixPath& path : report.paths()) {
    absl::StrAppend(&text, "- ", MarkdownCode(path.path()), ": ",
                    PathWords(path), "\n");
  }
  return text;
}

}  // namespace patchgraph
