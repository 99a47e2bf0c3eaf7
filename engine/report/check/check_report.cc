#include "engine/report/check/check_report.h"

#include <algorithm>

#include "engine/report/check/between_report.h"
#include "engine/report/check/report_totals.h"
#include "engine/report/check/resolved_report.h"
#include "engine/report/check/verdict_counts.h"
#include "engine/report/utf8.h"

namespace patchgraph {
namespace {

absl::string_view Name(FileChange::Kind kind) {
  switch (kind) {
    case FileChange::Kind::kModify:
      return "modify";
    case FileChange::Kind::kAdd:
      return "add";
    case FileChange::Kind::kDelete:
      return "delete";
    case FileChange::Kind::kRename:
      return "rename";
    case FileChange::Kind::kCopy:
      return "copy";
  }
  return "modify";
}

std::string Text(absl::string_view bytes) { return ValidUtf8(bytes); }

std::string VerdictText(Verdict verdict) {
  return std::string(patchgraph::Name(verdict));
}

// The path by which people know the file of a step.
const std::string& PathOf(const FileStep& step) {
  return step.new_path.empty() ? step.old_path : step.new_path;
}

// Lays out one list of steps, those of a stack or the single squashed one, with
// what became of them on the target.
class StepReporter {
 public:
  StepReporter(absl::Span<const PatchStep> steps, const ReportOptions& options)
      : steps_(steps), options_(options) {}

  // `moved` is null where there is no target.
  void Fill(const PatchStep& step, const MovedPatch* moved,
            PatchReport* report) const {
    report->set_name(Text(step.name));
    report->set_layer(Text(step.layer));
    report->set_subject(Text(step.subject));
    report->set_author(Text(step.author));
    report->set_sparse(step.sparse);
    report->set_base_verdict(VerdictText(step.verdict));
    report->set_verdict(
        VerdictText(moved == nullptr ? step.verdict : moved->verdict));
    for (size_t i = 0; i < step.files.size(); ++i) {
      const bool has_moved = moved != nullptr && i < moved->files.size();
      FillFile(step.files[i], has_moved ? &moved->files[i] : nullptr,
               report->add_files());
    }
  }

 private:
  void FillFile(const FileStep& step, const MovedFile* moved,
                FileReport* report) const {
    const std::string& path = PathOf(step);
    report->set_path(Text(path));
    if (step.old_path != path) report->set_old_path(Text(step.old_path));
    report->set_change(std::string(Name(step.kind)));
    report->set_base_verdict(VerdictText(step.verdict));
    report->set_verdict(
        VerdictText(moved == nullptr ? step.verdict : moved->verdict));
    report->set_message(Text(step.message));
    if (options_.subsystem) {
      report->set_subsystem(Text(options_.subsystem(path)));
    }
    if (moved != nullptr && moved->path != path) {
      report->set_onto_path(Text(moved->path));
    }
    FillBlocked(step.blocked_by, moved, report);
    for (size_t i = 0; i < step.hunks.size(); ++i) {
      const bool has_moved = moved != nullptr && i < moved->hunks.size();
      HunkReport* hunk = report->add_hunks();
      hunk->set_number(static_cast<int>(i) + 1);
      FillHunk(step.hunks[i], has_moved ? &moved->hunks[i] : nullptr, hunk);
    }
  }

  void FillHunk(const HunkStep& step, const MovedHunk* moved,
                HunkReport* report) const {
    report->set_header(Text(step.header));
    report->set_base_verdict(VerdictText(step.verdict));
    report->set_verdict(
        VerdictText(moved == nullptr ? step.verdict : moved->verdict));
    const bool applied = step.before_end > step.before_begin ||
                         step.after_end > step.after_begin;
    report->set_base_line(applied ? step.before_begin + 1 : 0);
    report->set_base_offset(step.offset);
    report->set_fuzz(moved == nullptr ? step.fuzz
                                      : std::max(step.fuzz, moved->fuzz));
    if (moved != nullptr) {
      report->set_line(moved->line);
      report->set_offset(moved->offset);
    }
    // What is doubtful on the base is so on the target, and the other way.
    const bool on_target = moved != nullptr && !moved->candidates.empty();
    for (const int line : on_target ? moved->candidates : step.candidates) {
      report->add_candidates(line);
    }
    FillBlocked(step.blocked_by, moved, report);
    report->set_masked_by(Text(step.masked_by));
    report->set_message(Text(step.message));
  }

  // The target's reason counts where there is one, else the base's.
  template <typename Moved, typename Report>
  void FillBlocked(const absl::optional<HunkKey>& on_base, const Moved* moved,
                   Report* report) const {
    const bool on_target = moved != nullptr && moved->blocked_by.has_value();
    const absl::optional<HunkKey>& key =
        on_target ? moved->blocked_by : on_base;
    if (!key.has_value()) return;
    if (key->patch < 0 || static_cast<size_t>(key->patch) >= steps_.size()) {
      return;
    }
    const PatchStep& patch = steps_[key->patch];
    HunkName* name = report->mutable_blocked_by();
    name->set_patch(Text(patch.name));
    name->set_hunk(key->hunk + 1);
    if (key->file >= 0 && static_cast<size_t>(key->file) < patch.files.size()) {
      name->set_path(Text(PathOf(patch.files[key->file])));
    }
  }

  absl::Span<const PatchStep> steps_;
  const ReportOptions& options_;
};

void FillExcerpt(const Excerpt& excerpt, ExcerptReport* report) {
  report->set_start(excerpt.start);
  report->set_text(Text(excerpt.text));
}

void FillConflict(const Conflict& conflict, absl::string_view where,
                  const StackCheck& check, const ReportOptions& options,
                  ConflictReport* report) {
  report->set_kind(std::string(patchgraph::Name(conflict.kind)));
  report->set_path(Text(conflict.path));
  report->set_where(std::string(where));
  report->set_stack(Text(check.stack));
  report->set_patch(Text(conflict.patch));
  for (const std::string& patch : conflict.patches) {
    report->add_patches(Text(patch));
  }
  report->set_detail(Text(conflict.detail));
  report->set_message(Text(conflict.message));
  const auto elsewhere = [&conflict](const std::string& path) {
    return path == conflict.path ? std::string() : Text(path);
  };
  report->set_base_path(elsewhere(conflict.base_path));
  report->set_ours_path(elsewhere(conflict.ours_path));
  report->set_theirs_path(elsewhere(conflict.theirs_path));
  if (options.subsystem) {
    report->set_subsystem(Text(options.subsystem(conflict.path)));
  }
  for (const ConflictRegion& region : conflict.regions) {
    RegionReport* to = report->add_regions();
    FillExcerpt(region.base, to->mutable_base());
    FillExcerpt(region.ours, to->mutable_ours());
    FillExcerpt(region.theirs, to->mutable_theirs());
    for (const int hunk : region.hunks) to->add_hunks(hunk + 1);
  }
}

void FillStack(const StackCheck& check, const ReportOptions& options,
               StackReport* report) {
  report->set_name(Text(check.stack));
  report->set_base(Text(check.base));
  report->set_files_added(check.footprint.files_added);
  report->set_files_modified(check.footprint.files_modified);
  report->set_files_deleted(check.footprint.files_deleted);
  const bool as_one = check.squashed.has_value();
  const StepReporter reporter(check.patches, options);
  for (size_t i = 0; i < check.patches.size(); ++i) {
    const bool has_moved = !as_one && i < check.moved.size();
    reporter.Fill(check.patches[i], has_moved ? &check.moved[i] : nullptr,
                  report->add_patches());
  }
  if (as_one) {
    const PatchStep& whole = *check.squashed;
    StepReporter(absl::MakeConstSpan(&whole, 1), options)
        .Fill(whole, check.moved.empty() ? nullptr : check.moved.data(),
              report->mutable_squashed());
  }
}

}  // namespace

CheckReport MakeReport(absl::Span<const StackCheck> checks,
                       const ReportOptions& options,
                       const BetweenStacks* between) {
  CheckReport report;
  report.set_schema(1);
  report.set_onto(Text(options.onto));
  report.set_squash(options.check.squash);
  report.set_fuzz(options.check.fuzz);
  for (const StackCheck& check : checks) {
    FillStack(check, options, report.add_stacks());
  }
  for (const StackCheck& check : checks) {
    for (const Conflict& conflict : check.base_conflicts) {
      FillConflict(conflict, "base", check, options, report.add_conflicts());
    }
  }
  for (const StackCheck& check : checks) {
    for (const Conflict& conflict : check.conflicts) {
      FillConflict(conflict, "onto", check, options, report.add_conflicts());
    }
  }
  if (options.check.resolve != AutoMode::kOff && !options.onto.empty()) {
    for (const StackCheck& check : checks) {
      AddResolutions(check.resolutions, options.check.resolve,
                     report.mutable_resolved());
    }
  }
  if (between != nullptr) {
    FillBetween(*between, checks, options, report.mutable_between());
  }
  FillTotals(&report);
  return report;
}

}  // namespace patchgraph
