#include "engine/report/maintainability/footprint_report.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "engine/merge/tree_diff.h"
#include "engine/model/repo_path.h"
#include "engine/report/check/report_totals.h"
#include "engine/report/maintainability/effort.h"
#include "engine/report/maintainability/figures.h"
#include "engine/report/maintainability/include_counts.h"
#include "engine/report/utf8.h"
#include "engine/text/diff.h"
#include "engine/text/lines.h"
#include "engine/text/text_kind.h"

namespace patchgraph {
namespace {

// Of headers and keystones, those that are worth a line.
constexpr int kMostHeaders = 20;
constexpr int kMostKeystones = 10;

using SubsystemOf = std::function<std::string(absl::string_view path)>;

struct HeaderTouched {
  int hunks = 0;
  std::set<std::string> patches;
};

class FootprintMeasure {
 public:
  FootprintMeasure(absl::Span<const FootprintSubject> subjects,
                   const Tree& onto, const SubsystemOf& subsystem)
      : subjects_(subjects), onto_(onto), subsystem_(subsystem) {}

  absl::StatusOr<FootprintReport> Measure() {
    std::map<const Tree*, std::vector<const FootprintSubject*>> by_base;
    for (const FootprintSubject& subject : subjects_) {
      AddStack(subject);
      by_base[subject.base.get()].push_back(&subject);
    }
    // In the order of the stacks.
    for (const FootprintSubject& subject : subjects_) {
      const Tree* base = subject.base.get();
      if (by_base.erase(base) == 0) continue;
      absl::Status status = AddPace(*base);
      if (status.ok()) status = AddHeaders(*base);
      if (!status.ok()) return status;
    }
    for (auto& [name, row] : rows_) {
      if (row.invaded_files() + row.new_files() == 0) continue;
      SubsystemFootprint& filled = *report_.add_subsystems();
      filled = std::move(row);
      filled.set_name(ValidUtf8(name));
      if (filled.files() > 0) {
        filled.set_changed_share(static_cast<double>(changed_[name]) /
                                 filled.files());
      }
    }
    return std::move(report_);
  }

 private:
  void AddStack(const FootprintSubject& subject) {
    for (const StackedFile& file : subject.stack->files()) {
      const Lines before(file.base_text().value_or(""));
      const Lines after(file.patched_text().value_or(""));
      SubsystemFootprint& row = rows_[subsystem_(file.path)];
      const bool is_text = !IsBinary(before.text()) && !IsBinary(after.text());
      if (file.is_new()) {
        report_.set_new_files(report_.new_files() + 1);
        if (is_text) report_.set_new_lines(report_.new_lines() + after.size());
        row.set_new_files(row.new_files() + 1);
        continue;
      }
      report_.set_invaded_files(report_.invaded_files() + 1);
      row.set_invaded_files(row.invaded_files() + 1);
      if (!is_text) continue;
      int hunks = 0;
      std::set<std::string> patches;
      for (const Edit& edit : Diff(before, after)) {
        report_.set_invaded_lines(report_.invaded_lines() +
                                  edit.before().size() + edit.after().size());
        ++hunks;
        if (!IsHeader(file.path)) continue;
        for (const int patch :
             subject.stack->PatchesAt(file.path, edit.after())) {
          patches.insert((*subject.steps)[patch].name);
        }
      }
      row.set_hunks(row.hunks() + hunks);
      if (!IsHeader(file.path)) continue;
      HeaderTouched& header = headers_[subject.base.get()][file.path];
      header.hunks += hunks;
      header.patches.insert(patches.begin(), patches.end());
    }
  }

  static bool IsHeader(absl::string_view path) {
    return absl::EndsWith(path, ".h");
  }

  absl::Status AddPace(const Tree& base) {
    std::vector<std::string> folders = {std::string()};
    while (!folders.empty()) {
      const std::string folder = std::move(folders.back());
      folders.pop_back();
      auto nodes = base.List(folder);
      if (!nodes.ok()) return nodes.status();
      for (const NamedNode& named : *nodes) {
        std::string path = JoinPath(folder, named.name);
        if (named.node.is_directory) {
          folders.push_back(std::move(path));
          continue;
        }
        const auto row = rows_.find(subsystem_(path));
        if (row == rows_.end()) continue;
        row->second.set_files(row->second.files() + 1);
      }
    }
    const auto changes = DiffTrees(base, onto_);
    if (!changes.ok()) return changes.status();
    for (const PathChange& change : *changes) {
      if (change.before.has_value()) ++changed_[subsystem_(change.path)];
    }
    return absl::OkStatus();
  }

  absl::Status AddHeaders(const Tree& base) {
    const std::map<std::string, HeaderTouched>& touched = headers_[&base];
    if (touched.empty()) return absl::OkStatus();
    std::vector<std::string> paths;
    paths.reserve(touched.size());
    for (const auto& entry : touched) paths.push_back(entry.first);
    const auto counts = CountIncludes(base, paths);
    if (!counts.ok()) return counts.status();
    std::vector<HeaderFootprint> headers;
    for (size_t i = 0; i < paths.size(); ++i) {
      if (counts->included_by[i] == 0) continue;
      const HeaderTouched& header = touched.at(paths[i]);
      HeaderFootprint& filled = headers.emplace_back();
      filled.set_path(ValidUtf8(paths[i]));
      filled.set_included_by(counts->included_by[i]);
      filled.set_files(counts->sources);
      filled.set_hunks(header.hunks);
      for (const std::string& patch : header.patches) {
        filled.add_patches(ValidUtf8(patch));
      }
    }
    for (HeaderFootprint& header : headers) {
      *report_.add_headers() = std::move(header);
    }
    auto* all = report_.mutable_headers();
    std::stable_sort(all->begin(), all->end(),
                     [](const HeaderFootprint& a, const HeaderFootprint& b) {
                       return a.included_by() > b.included_by();
                     });
    while (all->size() > kMostHeaders) all->RemoveLast();
    return absl::OkStatus();
  }

  absl::Span<const FootprintSubject> subjects_;
  const Tree& onto_;
  const SubsystemOf& subsystem_;
  FootprintReport report_;
  std::map<std::string, SubsystemFootprint> rows_;
  std::map<std::string, int> changed_;  // files of the bases, by subsystem
  std::map<const Tree*, std::map<std::string, HeaderTouched>> headers_;
};

// What the parts say of one subsystem.
class SubsystemBurdens {
 public:
  SubsystemBurdens(const SubsystemOf& subsystem,
                   const MaintainabilityReport& report)
      : subsystem_(subsystem) {
    std::set<std::tuple<std::string, std::string>> in_conflict;
    for (const ConflictReport* conflict : CountedConflicts(report.check())) {
      const std::string name = ValidUtf8(subsystem_(conflict->path()));
      regions_[name] += conflict->regions_size();
      if (in_conflict.emplace(conflict->stack(), conflict->path()).second) {
        ++files_in_conflict_[name];
      }
    }
    for (const ForkReport& fork : report.drift().forks()) {
      const std::string name = ValidUtf8(subsystem_(fork.path()));
      ++forks_[name];
      if (fork.fate() != "same") ++drifted_[name];
      fork_regions_[name] += fork.port().conflict().regions_size();
    }
    for (const NeutralStackReport& stack : report.neutral().stacks()) {
      if (stack.answers().empty()) continue;
      for (const NeutralFileReport& file : stack.answers(0).by_file()) {
        if (file.added()) continue;
        reaching_[ValidUtf8(subsystem_(file.path()))] += file.reaching_size();
      }
    }
  }

  void Fill(SubsystemFootprint* row) {
    const std::string& name = row->name();
    row->set_files_in_conflict(files_in_conflict_[name]);
    row->set_forks(forks_[name]);
    row->set_forks_drifted(drifted_[name]);
    row->set_reaching_hunks(reaching_[name]);
    row->set_burden(BurdenOf(*row, regions_[name], fork_regions_[name]));
  }

 private:
  const SubsystemOf& subsystem_;
  std::map<std::string, int> regions_;
  std::map<std::string, int> files_in_conflict_;
  std::map<std::string, int> forks_;
  std::map<std::string, int> drifted_;
  std::map<std::string, int> fork_regions_;
  std::map<std::string, int> reaching_;
};

void AddKeystones(const GraphReport& graph, FootprintReport* footprint) {
  std::vector<KeystoneFootprint> keystones;
  for (const StackGraphReport& stack : graph.stacks()) {
    for (const GraphPatchReport& patch : stack.patches()) {
      const KeystoneReport& keystone = patch.keystone();
      if (patch.sparse() ||
          (keystone.patches() == 0 && keystone.conflict_hunks() == 0)) {
        continue;
      }
      KeystoneFootprint& filled = keystones.emplace_back();
      filled.set_stack(stack.name());
      filled.set_patch(patch.name());
      filled.set_patches(keystone.patches());
      filled.set_conflict_hunks(keystone.conflict_hunks());
      filled.set_conflict_files(keystone.conflict_files());
    }
  }
  std::stable_sort(keystones.begin(), keystones.end(),
                   [](const KeystoneFootprint& a, const KeystoneFootprint& b) {
                     return std::make_tuple(a.conflict_hunks(), a.patches()) >
                            std::make_tuple(b.conflict_hunks(), b.patches());
                   });
  if (keystones.size() > kMostKeystones) keystones.resize(kMostKeystones);
  for (KeystoneFootprint& keystone : keystones) {
    *footprint->add_keystones() = std::move(keystone);
  }
}

}  // namespace

absl::StatusOr<FootprintReport> MeasureFootprint(
    absl::Span<const FootprintSubject> subjects, const Tree& onto,
    const SubsystemOf& subsystem) {
  return FootprintMeasure(subjects, onto, subsystem).Measure();
}

void CompleteFootprint(const SubsystemOf& subsystem,
                       MaintainabilityReport* report) {
  FootprintReport* footprint = report->mutable_footprint();
  SubsystemBurdens burdens(subsystem, *report);
  auto* rows = footprint->mutable_subsystems();
  for (SubsystemFootprint& row : *rows) burdens.Fill(&row);
  std::stable_sort(
      rows->begin(), rows->end(),
      [](const SubsystemFootprint& a, const SubsystemFootprint& b) {
        return std::make_tuple(a.burden(), a.invaded_files()) >
               std::make_tuple(b.burden(), b.invaded_files());
      });
  AddKeystones(report->graph(), footprint);
  const std::vector<Figure> figures = FiguresOf(*report);
  const auto value = [&figures](absl::string_view name) {
    const Figure* figure = FindFigure(figures, name);
    return figure == nullptr ? 0 : static_cast<int>(figure->value());
  };
  footprint->set_duplicated_lines(value("duplicated-lines"));
  footprint->set_exports_changed(value("exports-changed"));
  footprint->set_signatures_changed(value("signatures-changed"));
  footprint->set_layouts_changed(value("layouts-changed"));
  footprint->set_macros_changed(value("macros-changed"));
}

}  // namespace patchgraph
