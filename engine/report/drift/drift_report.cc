#include "engine/report/drift/drift_report.h"

#include <algorithm>

#include "engine/report/check/resolved_report.h"
#include "engine/report/check/verdict_counts.h"
#include "engine/report/rebase/landed_report.h"
#include "engine/report/utf8.h"

namespace patchgraph {
namespace {

void FillDriftCommit(const DriftCommit& commit, DriftCommitReport* report) {
  report->set_id(commit.commit.id.Hex());
  report->set_subject(ValidUtf8(commit.commit.subject));
  report->set_author(ValidUtf8(commit.commit.author));
  report->set_date(commit.commit.committer_date);
  for (const std::string& flag : commit.flags) {
    report->add_flags(ValidUtf8(flag));
  }
}

void FillExcerptOfFork(const Excerpt& excerpt, ExcerptReport* report) {
  report->set_start(excerpt.start);
  report->set_text(ValidUtf8(excerpt.text));
}

void FillForkConflict(const Conflict& conflict, const std::string& stack,
                      ConflictReport* report) {
  report->set_kind(std::string(Name(conflict.kind)));
  report->set_path(ValidUtf8(conflict.path));
  report->set_where("fork");
  report->set_stack(ValidUtf8(stack));
  report->set_patch(ValidUtf8(conflict.patch));
  report->set_detail(ValidUtf8(conflict.detail));
  report->set_message(ValidUtf8(conflict.message));
  report->set_base_path(ValidUtf8(conflict.base_path));
  report->set_theirs_path(ValidUtf8(conflict.theirs_path));
  for (const ConflictRegion& region : conflict.regions) {
    RegionReport* to = report->add_regions();
    FillExcerptOfFork(region.base, to->mutable_base());
    FillExcerptOfFork(region.ours, to->mutable_ours());
    FillExcerptOfFork(region.theirs, to->mutable_theirs());
    for (const int hunk : region.hunks) to->add_hunks(hunk + 1);
  }
}

void FillForkCause(const ConflictCause& cause, CauseReport* report) {
  *report->mutable_commit() = ReportOf(cause.commit);
  report->set_side(cause.on_base ? "base" : "onto");
  report->set_role(cause.prerequisite ? "prerequisite" : "incidental");
  for (const ObjectId& id : cause.together) report->add_together(id.Hex());
  for (const int region : cause.regions) report->add_regions(region + 1);
  for (const int region : cause.solves) report->add_solves(region + 1);
}

void FillForkPort(const ForkPort& port, const ExplainedConflict* causes,
                  const std::string& stack, AutoMode resolve,
                  ForkPortReport* report) {
  report->set_verdict(std::string(Name(port.verdict)));
  for (const Verdict hunk : port.hunks) {
    AddVerdict(Name(hunk), report->mutable_hunks());
  }
  if (port.conflict.has_value()) {
    FillForkConflict(*port.conflict, stack, report->mutable_conflict());
  }
  if (!port.resolutions.empty()) {
    AddResolutions(port.resolutions, resolve, report->mutable_resolved());
  }
  if (causes == nullptr) return;
  for (const ConflictCause& cause : causes->causes) {
    FillForkCause(cause, report->add_causes());
  }
}

void FillFork(const ForkDrift& drift, const StackDrift& all,
              ForkReport* report) {
  const Fork& fork = drift.fork;
  report->set_path(ValidUtf8(fork.added.path));
  report->set_original(ValidUtf8(fork.original));
  report->set_how(std::string(Name(fork.how)));
  report->set_mark(ValidUtf8(fork.mark));
  report->set_similarity(fork.similarity);
  report->set_lines(fork.lines);
  report->set_shared_lines(fork.shared_lines);
  report->set_patch(ValidUtf8(fork.added.patch));
  report->set_fate(std::string(Name(drift.fate)));
  report->set_original_now(ValidUtf8(drift.original_now));
  report->set_hunks(drift.hunks);
  for (const int commit : drift.commits) {
    FillDriftCommit(all.commits[commit], report->add_commits());
  }
  if (drift.older.has_value()) {
    OlderBaseReport& older = *report->mutable_older();
    older.set_version(ValidUtf8(drift.older->version));
    older.set_since(ValidUtf8(drift.older->since));
    older.set_or_older(drift.older->or_older);
    older.set_similarity(drift.older->similarity);
    older.set_lines_apart(drift.older->lines_apart);
    older.set_lines_apart_from_base(drift.older->lines_apart_from_base);
    older.set_hunks(drift.older->hunks);
  }
  for (const OwnChange& own : drift.own) {
    OwnChangeReport& change = *report->add_own();
    change.set_patch(ValidUtf8(own.patch));
    change.set_hunks(own.hunks);
    change.set_lacking(own.lacking);
  }
}

int CountFlagged(const StackDrift& drift, const std::string& flag) {
  return static_cast<int>(std::count_if(
      drift.commits.begin(), drift.commits.end(),
      [&flag](const DriftCommit& commit) {
        return std::find(commit.flags.begin(), commit.flags.end(), flag) !=
               commit.flags.end();
      }));
}

void FillTotals(const StackDrift& drift, DriftStackReport* report) {
  report->set_added(drift.added);
  report->set_forks(static_cast<int>(drift.forks.size()));
  report->set_commits(static_cast<int>(drift.commits.size()));
  report->set_security(CountFlagged(drift, "security"));
  report->set_fixes(CountFlagged(drift, "fix"));
  report->set_history(drift.history);
  report->set_backwards(drift.backwards);
  for (const ForkDrift& fork : drift.forks) {
    report->set_drifted(report->drifted() + (fork.drifted() ? 1 : 0));
    report->set_hunks(report->hunks() + fork.hunks);
    report->set_older(report->older() + (fork.older.has_value() ? 1 : 0));
    report->set_own(report->own() + (fork.own.empty() ? 0 : 1));
  }
}

void CountResolved(const ForkPort& port, PortTotalsReport* report) {
  if (!report->has_resolved()) return;
  const auto regions = std::count_if(
      port.resolutions.begin(), port.resolutions.end(),
      [](const RegionResolution& resolution) { return resolution.applied; });
  report->set_resolved_regions(report->resolved_regions() +
                               static_cast<int>(regions));
  if (!port.conflict.has_value() && port.verdict == Verdict::kResolved) {
    report->set_resolved(report->resolved() + 1);
  }
}

void FillPortTotals(const PortedStack& ported, PortTotalsReport* report) {
  if (ported.resolve != AutoMode::kOff) {
    report->set_resolved(0);
    report->set_resolved_regions(0);
  }
  for (const ForkPort& port : ported.ports) {
    CountResolved(port, report);
    if (port.conflict.has_value()) {
      report->set_in_conflict(report->in_conflict() + 1);
      report->set_regions(report->regions() +
                          static_cast<int>(port.conflict->regions.size()));
    } else if (port.verdict <= Verdict::kUpstream) {
      report->set_upstream(report->upstream() + 1);
    } else if (port.verdict != Verdict::kResolved) {
      report->set_clean(report->clean() + 1);
    }
  }
  for (const Conflict& conflict : ported.stack_conflicts) {
    report->set_stack_conflicts(report->stack_conflicts() + 1);
    report->set_stack_regions(report->stack_regions() +
                              static_cast<int>(conflict.regions.size()));
  }
  report->set_conflicts(report->in_conflict() + report->stack_conflicts());
  report->set_all_regions(report->regions() + report->stack_regions());
}

}  // namespace

void AddDriftStack(const std::string& name, const std::string& base,
                   const StackDrift& drift,
                   const absl::optional<PortedStack>& ported,
                   DriftReport* report) {
  DriftStackReport& stack = *report->add_stacks();
  stack.set_name(ValidUtf8(name));
  stack.set_base(ValidUtf8(base));
  FillTotals(drift, &stack);
  const int first = report->forks_size();
  for (const ForkDrift& fork : drift.forks) {
    ForkReport& filled = *report->add_forks();
    filled.set_stack(stack.name());
    FillFork(fork, drift, &filled);
  }
  if (!ported.has_value()) return;
  FillPortTotals(*ported, stack.mutable_port());
  for (std::size_t i = 0; i < ported->ports.size(); ++i) {
    const ForkPort& port = ported->ports[i];
    FillForkPort(port, ported->causes.empty() ? nullptr : &ported->causes[i],
                 name, ported->resolve,
                 report->mutable_forks(first + port.fork)->mutable_port());
  }
}

bool HasDrift(const DriftReport& report) {
  return std::any_of(report.stacks().begin(), report.stacks().end(),
                     [](const DriftStackReport& stack) {
                       return stack.has_port()
                                  ? stack.port().conflicts() > 0
                                  : stack.drifted() > 0 || stack.own() > 0;
                     });
}

}  // namespace patchgraph
