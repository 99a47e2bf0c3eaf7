// RenderDriftText of drift_report.h.

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/report/check/conflict_text.h"
#include "engine/report/check/resolved_text.h"
#include "engine/report/drift/drift_report.h"
#include "engine/report/terminal_text.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

constexpr int kDigitsShown = 12;
// Of a fork; all with --verbose. Those that are flagged "security" are never
// folded.
constexpr int kCommitsOfForkShown = 3;
constexpr std::size_t kPatchesShown = 4;

std::string Line(absl::string_view line, const TextStyle& style) {
  return absl::StrCat(
      style.terminal ? CutEnd(line, style.width) : std::string(line), "\n");
}

// "467 hunks in 149 commits, 3 of them security, 80 fixes".
std::string MovedWords(const DriftStackReport& stack) {
  std::string words = Counted(stack.hunks(), "hunk", "hunks");
  if (!stack.history()) return words;
  absl::StrAppend(&words, " in ",
                  Counted(stack.commits(), "commit", "commits"));
  std::vector<std::string> flagged;
  if (stack.security() > 0) {
    flagged.push_back(absl::StrCat(stack.security(), " security"));
  }
  if (stack.fixes() > 0) {
    flagged.push_back(Counted(stack.fixes(), "fix", "fixes"));
  }
  if (!flagged.empty()) {
    absl::StrAppend(&words, " (", absl::StrJoin(flagged, ", "), ")");
  }
  return words;
}

std::string DriftWords(const DriftStackReport& stack, const std::string& onto) {
  if (stack.forks() == 0) {
    return absl::StrCat(
        "none of the ", Counted(stack.added(), "added file", "added files"),
        " is a fork of a file in ", Visible(ShortTreeName(stack.base())), ".");
  }
  return absl::StrCat(
      stack.drifted(), " of ", Counted(stack.forks(), "fork", "forks"),
      stack.drifted() == 1 ? " has" : " have", " drifted from ",
      Visible(ShortTreeName(stack.base())), " to ",
      Visible(ShortTreeName(onto)),
      stack.drifted() == 0 ? std::string(".")
                           : absl::StrCat(": ", MovedWords(stack), "."));
}

std::string CostWords(const PortTotalsReport& port, const std::string& onto) {
  return absl::StrCat(
      port.stack_conflicts(), " of the stack on ", Visible(ShortTreeName(onto)),
      " + ", port.in_conflict(),
      " of its forks = ", Counted(port.conflicts(), "conflict", "conflicts"),
      ", ", Counted(port.all_regions(), "region", "regions"), ".");
}

// With --auto: "Carried over: 23 clean, 4 resolved, 0 already there, …"
// "Carried over: 23 clean, 0 already there, 38 in conflict (81 regions)."
std::string CarriedWords(const PortTotalsReport& port) {
  return absl::StrCat(
      "Carried over: ", port.clean(), " clean, ",
      port.has_resolved() ? absl::StrCat(port.resolved(), " resolved, ") : "",
      port.upstream(), " already there, ", port.in_conflict(), " in conflict",
      port.regions() > 0
          ? absl::StrCat(" (", Counted(port.regions(), "region", "regions"),
                         ")")
          : std::string(),
      ".",
      port.has_resolved()
          ? absl::StrCat(
                " Resolved: ",
                Counted(port.resolved_regions(), "region", "regions"),
                port.in_conflict() > 0
                    ? ", those of forks that stay in conflict included."
                    : ".")
          : std::string());
}

std::string RenderHead(const DriftStackReport& stack, const std::string& onto,
                       const TextStyle& style) {
  const std::string name = absl::StrCat(Visible(stack.name()), ": ");
  std::string text;
  if (stack.has_port()) {
    absl::StrAppend(&text,
                    Paint(absl::StrCat(name, CostWords(stack.port(), onto)),
                          Ink::kBold, style),
                    "\n", DriftWords(stack, onto), "\n");
    if (stack.drifted() > 0) {
      absl::StrAppend(&text, CarriedWords(stack.port()), "\n");
    }
  } else {
    absl::StrAppend(
        &text,
        Paint(absl::StrCat(name, DriftWords(stack, onto)), Ink::kBold, style),
        "\n");
  }
  if (!stack.history() && stack.drifted() > 0) {
    absl::StrAppend(&text,
                    "The commits are not known: base and target are not both "
                    "commits of a repository.\n");
  }
  if (stack.backwards()) {
    absl::StrAppend(&text, Visible(ShortTreeName(onto)),
                    " is the older tree: the commits are those that it "
                    "lacks.\n");
  }
  return text;
}

bool IsSecurity(const DriftCommitReport& commit) {
  return std::count(commit.flags().begin(), commit.flags().end(), "security") >
         0;
}

std::string RenderDriftCommit(const DriftCommitReport& commit,
                              const TextStyle& style) {
  std::string flags;
  for (const std::string& flag : commit.flags()) {
    absl::StrAppend(&flags, "[", Visible(flag), "] ");
  }
  const std::string line = absl::StrCat(
      "      ", commit.id().substr(0, kDigitsShown), " ", commit.date(), " ",
      flags, Visible(commit.subject()), ", ", Visible(commit.author()));
  const std::string fit = style.terminal ? CutEnd(line, style.width) : line;
  return absl::StrCat(IsSecurity(commit) ? Paint(fit, Ink::kBad, style) : fit,
                      "\n");
}

std::string RenderDriftCommits(const ForkReport& fork, const TextStyle& style) {
  std::string text;
  int folded = 0;
  for (int i = 0; i < fork.commits_size(); ++i) {
    if (i < kCommitsOfForkShown || style.verbose ||
        IsSecurity(fork.commits(i))) {
      absl::StrAppend(&text, RenderDriftCommit(fork.commits(i), style));
    } else {
      ++folded;
    }
  }
  if (folded > 0) {
    absl::StrAppend(&text, "      and ", folded, " more (-v lists them)\n");
  }
  return text;
}

// "fork of apic.c (-xen, 16%)".
std::string OriginWords(const ForkReport& fork) {
  return absl::StrCat("fork of ", Visible(fork.original()), ", by ",
                      Visible(fork.how()), fork.mark().empty() ? "" : " ",
                      Visible(fork.mark()), ", ", fork.similarity(), "% alike");
}

std::string FateWords(const ForkReport& fork) {
  std::string words;
  if (fork.fate() == "deleted") words = "original deleted";
  if (fork.fate() == "renamed") {
    words = absl::StrCat("original renamed to ", Visible(fork.original_now()));
  }
  if (fork.hunks() > 0) {
    absl::StrAppend(&words, words.empty() ? "" : ", ",
                    Counted(fork.hunks(), "hunk", "hunks"));
  }
  if (words.empty()) words = "changed, but not in its lines";
  if (fork.commits_size() > 0) {
    absl::StrAppend(&words, ", ",
                    Counted(fork.commits_size(), "commit", "commits"));
  }
  return words;
}

std::string PortWords(const ForkReport& fork, const TextStyle& style) {
  const ForkPortReport& port = fork.port();
  std::string words = Paint(port.verdict(), InkOf(port.verdict()), style);
  if (!port.has_conflict()) return words;
  if (port.conflict().regions_size() > 0) {
    absl::StrAppend(
        &words, ", ",
        Counted(port.conflict().regions_size(), "region", "regions"));
  }
  std::vector<std::string> needed;
  for (const CauseReport& cause : port.causes()) {
    if (cause.role() != "prerequisite") continue;
    needed.push_back(cause.commit().id().substr(0, kDigitsShown));
  }
  if (!needed.empty()) {
    absl::StrAppend(&words, ", from ", Listed(needed, kPatchesShown));
  }
  return words;
}

std::string RenderFork(const ForkReport& fork, const TextStyle& style) {
  std::string text =
      absl::StrCat("  ", Paint(Visible(fork.path()), Ink::kBold, style), "\n",
                   Line(absl::StrCat("    ", OriginWords(fork)), style));
  if (fork.fate() != "same") {
    absl::StrAppend(&text, Line(absl::StrCat("    ", FateWords(fork)), style));
  }
  if (fork.has_port()) {
    absl::StrAppend(&text, "    carried over: ", PortWords(fork, style), "\n",
                    ResolvedLines(fork.port().resolved(), "      ", style));
  }
  absl::StrAppend(&text, RenderDriftCommits(fork, style));
  return text;
}

std::vector<const ForkReport*> ForksOf(const DriftReport& report,
                                       const DriftStackReport& stack,
                                       bool drifted) {
  std::vector<const ForkReport*> forks;
  for (const ForkReport& fork : report.forks()) {
    if (fork.stack() == stack.name() && (fork.fate() != "same") == drifted) {
      forks.push_back(&fork);
    }
  }
  return forks;
}

std::string RenderOlder(const DriftReport& report,
                        const DriftStackReport& stack, const TextStyle& style) {
  if (stack.older() == 0) return "";
  std::string text = absl::StrCat("\nMade from an older version than ",
                                  Visible(ShortTreeName(stack.base())), "\n");
  for (const ForkReport& fork : report.forks()) {
    if (fork.stack() != stack.name() || !fork.has_older()) continue;
    const OlderBaseReport& older = fork.older();
    const std::string since =
        older.since() == older.version()
            ? std::string()
            : absl::StrCat(Visible(older.since()), " to ");
    absl::StrAppend(
        &text, Line(absl::StrCat("  ", Visible(fork.path()), "  nearest to ",
                                 since, Visible(older.version()),
                                 older.or_older() ? " or older, " : ", ",
                                 Counted(older.hunks(), "hunk", "hunks"),
                                 " before the base"),
                    style));
  }
  return text;
}

std::string RenderOwn(const DriftReport& report, const DriftStackReport& stack,
                      const TextStyle& style) {
  if (stack.own() == 0) return "";
  std::string text =
      "\nThe stack's own patches change an original and miss its fork\n";
  for (const ForkReport& fork : report.forks()) {
    if (fork.stack() != stack.name()) continue;
    for (const OwnChangeReport& own : fork.own()) {
      absl::StrAppend(
          &text,
          Line(absl::StrCat("  ", Visible(own.patch()), "  ",
                            Visible(fork.original()), ": ", own.lacking(),
                            " of ", Counted(own.hunks(), "hunk", "hunks"),
                            " not in ", Visible(fork.path())),
               style));
    }
  }
  return text;
}

std::string RenderForkConflicts(const std::vector<const ForkReport*>& forks,
                                const std::string& onto,
                                const TextStyle& style) {
  std::string text;
  if (!style.verbose) return text;
  for (const ForkReport* fork : forks) {
    if (!fork->port().has_conflict()) continue;
    absl::StrAppend(
        &text, "\n",
        RenderConflict(fork->port().conflict(), "fork",
                       {"base", "fork", ShortTreeName(onto)}, style));
  }
  return text;
}

std::string RenderDriftStack(const DriftReport& report,
                             const DriftStackReport& stack,
                             const TextStyle& style) {
  std::string text = RenderHead(stack, report.onto(), style);
  std::vector<const ForkReport*> drifted = ForksOf(report, stack, true);
  std::stable_sort(drifted.begin(), drifted.end(),
                   [](const ForkReport* a, const ForkReport* b) {
                     return a->hunks() > b->hunks();
                   });
  if (!drifted.empty()) absl::StrAppend(&text, "\n");
  for (const ForkReport* fork : drifted) {
    absl::StrAppend(&text, RenderFork(*fork, style));
  }
  const std::vector<const ForkReport*> others = ForksOf(report, stack, false);
  if (style.verbose && !others.empty()) {
    absl::StrAppend(&text, "\nForks whose original is the same\n");
    for (const ForkReport* fork : others) {
      absl::StrAppend(&text, RenderFork(*fork, style));
    }
  }
  absl::StrAppend(&text, RenderOlder(report, stack, style),
                  RenderOwn(report, stack, style),
                  RenderForkConflicts(drifted, report.onto(), style));
  return text;
}

}  // namespace

std::string RenderDriftText(const DriftReport& report, const TextStyle& style) {
  std::string text;
  for (const DriftStackReport& stack : report.stacks()) {
    if (!text.empty()) absl::StrAppend(&text, "\n");
    absl::StrAppend(&text, RenderDriftStack(report, stack, style));
  }
  return text;
}

}  // namespace patchgraph
