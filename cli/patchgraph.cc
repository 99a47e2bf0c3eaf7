#include "cli/patchgraph.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/types/span.h"
#include "cli/check.h"
#include "cli/command.h"
#include "cli/db/db.h"
#include "cli/drift.h"
#include "cli/exit_status.h"
#include "cli/gate/gate.h"
#include "cli/graph.h"
#include "cli/init.h"
#include "cli/landed.h"
#include "cli/matrix/matrix.h"
#include "cli/merge_file/install_merge_driver.h"
#include "cli/merge_file/merge_file.h"
#include "cli/neutral/neutral.h"
#include "cli/rebase/rebase.h"
#include "cli/report/report.h"
#include "cli/resolutions/resolutions.h"
#include "cli/rules/rules.h"
#include "cli/version.h"
#include "cli/why.h"
#include "engine/text/nearest_name.h"

namespace patchgraph {
namespace {

absl::Span<const Command> Commands() {
  static constexpr Command kCommands[] = {
      {"check", "what becomes of every patch of a stack, file by file",
       RunCheck},
      {"graph", "which patches need which others, and why", RunGraph},
      {"landed", "which patches another tree has already", RunLanded},
      {"why", "which commits a conflict comes from", RunWhy},
      {"neutral", "whether a kernel without the feature is what it was",
       RunNeutral},
      {"drift", "what the originals of copied files have gained", RunDrift},
      {"report", "what it costs to carry a stack, release after release",
       RunReport},
      {"gate", "whether that is within a policy's limits", RunGateCommand},
      {"rules", "which rule hits what, and whether the rules are right",
       RunRules},
      {"rebase", "move commits, or a series of patches, to another base",
       RunRebase},
      {"merge-file", "merge one file, and settle what can be settled safely",
       RunMergeFile},
      {"install-merge-driver", "have git ask patchgraph when it merges",
       RunInstallMergeDriver},
      {"matrix", "reports of every stack on every target, on many machines",
       RunMatrix},
      {"db", "what is kept, and its upkeep", RunDb},
      {"resolutions", "what is remembered of how conflicts were resolved",
       RunResolutions},
      {"init", "write a project file to start from", RunInit},
  };
  return kCommands;
}

int PrintHelp(const CliStreams& streams) {
  streams.out
      << "patchgraph tells what it costs to move a stack of kernel patches,\n"
         "before anyone touches a tree, and moves it.\n"
         "\n"
         "usage: patchgraph COMMAND [ARGUMENT...]\n"
         "\n";
  for (const Command& command : Commands()) {
    streams.out << absl::StrFormat("  %-20s %s\n", command.name,
                                   command.summary);
  }
  streams.out
      << "\n"
         "  patchgraph COMMAND --help   what a command takes, with an example\n"
         "  patchgraph --version        which patchgraph this is\n"
         "\n"
         "examples:\n"
         "  patchgraph check quilt:debian/patches@v6.1 --onto v6.6\n"
         "  patchgraph rebase v6.6 --dry-run\n"
         "\n"
         "Exit status: 0 clean, 1 conflicts, 2 wrong usage or bad input.\n";
  return kExitClean;
}

int PrintVersion(const CliStreams& streams) {
  streams.out << "patchgraph " << kPatchgraphVersion << "\n";
  return kExitClean;
}

int UnknownCommand(const std::string& name, const CliStreams& streams) {
  std::vector<std::string> names;
  for (const Command& command : Commands()) names.emplace_back(command.name);
  const std::string nearest = DidYouMean(name, names);
  return Fail(absl::InvalidArgumentError(absl::StrCat(
                  "there is no command \"", name, "\"",
                  nearest.empty() ? " (see patchgraph --help)" : nearest)),
              streams);
}

}  // namespace

int RunPatchgraph(const std::vector<std::string>& arguments,
                  const CliStreams& streams) {
  if (arguments.empty()) {
    return Fail(absl::InvalidArgumentError(
                    "a command is missing (see patchgraph --help)"),
                streams);
  }
  const std::string& name = arguments.front();
  const std::vector<std::string> rest(arguments.begin() + 1, arguments.end());
  if (name == "--version") return PrintVersion(streams);
  if (name == "--help" || name == "-h") return PrintHelp(streams);
  if (name == "help" && rest.empty()) return PrintHelp(streams);
  // `patchgraph help check` is `patchgraph check --help`.
  if (name == "help") return RunPatchgraph({rest.front(), "--help"}, streams);
  for (const Command& command : Commands()) {
    if (command.name == name) return command.run(rest, streams);
  }
  return UnknownCommand(name, streams);
}

}  // namespace patchgraph
