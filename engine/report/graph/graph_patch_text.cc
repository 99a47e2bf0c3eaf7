// Answers about some patches: needs, needed-by, why and cut.

#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/report/graph/graph_answer_text.h"
#include "engine/report/graph/graph_words.h"
#include "engine/report/terminal_text.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

std::string Patches(int count) { return Counted(count, "patch", "patches"); }

std::string ClosureRows(
    const google::protobuf::RepeatedPtrField<ClosurePatch>& patches,
    bool by_needs, const GraphTextParts& parts) {
  std::string out;
  for (const ClosurePatch& patch : patches) {
    absl::StrAppend(&out, parts.Row(patch.number()));
    if (patch.sparse_hunks() > 0) {
      absl::StrAppend(
          &out, parts.Words(
                    absl::StrCat("with ",
                                 Counted(patch.sparse_hunks(), "hunk", "hunks"),
                                 "; as a whole a sparse tree stays"),
                    8));
    }
    absl::StrAppend(&out, parts.Because(patch.by(), patch.number(), by_needs));
  }
  return out;
}

// "3 patches and hunks of 1 sparse tree".
std::string CountOf(const ClosureLevel& level, absl::string_view more) {
  int whole = 0;
  for (const ClosurePatch& patch : level.patches()) {
    if (patch.sparse_hunks() == 0) ++whole;
  }
  const int sparse = level.patches_size() - whole;
  std::string patches =
      absl::StrCat(whole, more, whole == 1 ? " patch" : " patches");
  if (sparse == 0) return patches;
  const std::string hunks =
      absl::StrCat("hunks of ", Counted(sparse, "sparse tree", "sparse trees"));
  if (whole > 0) return absl::StrCat(patches, " and ", hunks);
  return absl::StrCat("H", hunks.substr(1));
}

// How many patches a level adds, and what for.
std::string LevelTitle(const ClosureLevel& level, bool first, bool needs) {
  const std::string count = CountOf(level, first ? "" : " more");
  if (needs) return absl::StrCat(count, " ", LevelWords(level.name()), ":");
  const char* what = level.name() == "apply" ? " cannot be applied without:"
                     : level.name() == "context"
                         ? " would not stand on the text that was reviewed:"
                         : " by the names used (judgement):";
  return absl::StrCat(count, what);
}

std::string RenderLevels(const ClosureReport& closure, bool needs,
                         const GraphTextParts& parts) {
  std::string out;
  bool first = true;
  for (const ClosureLevel& level : closure.levels()) {
    if (level.patches_size() == 0) continue;
    absl::StrAppend(&out, "\n", parts.Title(LevelTitle(level, first, needs)),
                    ClosureRows(level.patches(), needs, parts));
    first = false;
  }
  return out;
}

// The series that each level comes to, where it differs from the one before.
std::string RenderSeries(const ClosureReport& closure,
                         const GraphTextParts& parts) {
  std::string out;
  int before = closure.patches_size();
  for (const ClosureLevel& level : closure.levels()) {
    if (level.series_size() == before) continue;
    before = level.series_size();
    std::vector<std::string> names;
    for (const int number : level.series()) {
      names.push_back(parts.Name(number));
    }
    absl::StrAppend(
        &out, parts.Words(absl::StrCat("In order, ", LevelWords(level.name()),
                                       ": ", Listed(names, names.size())),
                          0));
  }
  return out.empty() ? out : absl::StrCat("\n", out);
}

const char* NothingNeeded(const GraphTextParts& parts) {
  const StackGraphReport& stack = parts.stack();
  if (!stack.needs().upstream().empty()) {
    return "Nothing but what is there already.";
  }
  for (const GraphLeftOutReport& part : stack.left_out()) {
    if (parts.IsShown(part.patch())) {
      return "Nothing, as far as the part that applies can tell.";
    }
  }
  return "Nothing: it can be taken alone.";
}

// What was asked for and the target has anyhow.
std::string RenderThereAlready(const ClosureReport& needs,
                               const GraphTextParts& parts) {
  std::string out;
  for (const int number : needs.patches()) {
    if (parts.report().onto().empty()) break;
    if (parts.Patch(number).verdict() != "upstream") continue;
    absl::StrAppend(
        &out, parts.Words(absl::StrCat(Visible(parts.report().onto()), " has ",
                                       parts.Name(number), " itself already."),
                          0));
  }
  return out;
}

}  // namespace

std::string RenderNeeds(const GraphTextParts& parts) {
  const StackGraphReport& stack = parts.stack();
  const ClosureReport& needs = stack.needs();
  std::string out = parts.Words(
      absl::StrCat(parts.Where(), ": what ", parts.Names(needs.patches()),
                   needs.patches_size() == 1 ? " needs" : " need", " of ",
                   Patches(stack.patch_count())),
      0);
  const std::string levels = RenderLevels(needs, /*needs=*/true, parts);
  absl::StrAppend(&out, levels);
  if (levels.empty()) {
    absl::StrAppend(&out, "\n", NothingNeeded(parts), "\n");
  }
  absl::StrAppend(&out, RenderThereAlready(needs, parts));
  if (needs.upstream_size() > 0) {
    absl::StrAppend(
        &out, "\n",
        parts.Title(absl::StrCat(Visible(parts.report().onto()), " has ",
                                 Patches(needs.upstream_size()),
                                 " already, in this form or another:")),
        ClosureRows(needs.upstream(), /*by_needs=*/true, parts));
  }
  return absl::StrCat(out, RenderSeries(needs, parts));
}

std::string RenderNeededBy(const GraphTextParts& parts) {
  const StackGraphReport& stack = parts.stack();
  const ClosureReport& needed_by = stack.needed_by();
  std::string out =
      parts.Words(absl::StrCat(parts.Where(), ": what needs ",
                               parts.Names(needed_by.patches()), ", of ",
                               Patches(stack.patch_count())),
                  0);
  const std::string levels = RenderLevels(needed_by, /*needs=*/false, parts);
  return absl::StrCat(
      out, levels.empty() ? "\nNothing: no other patch needs it.\n" : levels);
}

std::string RenderWhy(const GraphTextParts& parts) {
  const WhyReport& why = parts.stack().why();
  const std::string later = parts.Name(why.later());
  const std::string earlier = parts.Name(why.earlier());
  if (why.path_size() > 0) {
    std::string out = parts.Words(
        absl::StrCat(
            parts.Where(), ": ", later, " needs ", earlier,
            why.path_size() > 2
                ? absl::StrCat(", by way of ", Patches(why.path_size() - 2))
                : ""),
        0);
    out.push_back('\n');
    for (int i = 0; i < why.path_size(); ++i) {
      absl::StrAppend(&out, parts.Row(why.path(i)));
      if (i + 1 == why.path_size()) break;
      absl::StrAppend(
          &out,
          parts.Because(
              why.path(i), why.path(i + 1),
              absl::StrCat("needs ", parts.ShortName(why.path(i + 1)), ":")));
    }
    return out;
  }
  std::string out =
      parts.Words(absl::StrCat(parts.Where(), ": neither of ", earlier, " and ",
                               later, " needs the other"),
                  0);
  out.push_back('\n');
  if (why.shared_files_size() > 0) {
    std::vector<std::string> files(why.shared_files().begin(),
                                   why.shared_files().end());
    absl::StrAppend(
        &out,
        parts.Words(Visible(absl::StrCat(
                        "Both change ",
                        Listed(files, parts.style().verbose ? files.size() : 4),
                        ", in different places.")),
                    0));
  }
  if (why.both_need_size() > 0) {
    absl::StrAppend(
        &out,
        parts.Words(
            absl::StrCat("Both need ", Patches(why.both_need_size()), "."), 0));
  }
  if (why.need_both_size() > 0) {
    absl::StrAppend(
        &out,
        parts.Words(absl::StrCat(Patches(why.need_both_size()),
                                 why.need_both_size() == 1 ? " needs both."
                                                           : " need both."),
                    0));
  }
  if (why.shared_files().empty() && why.both_need().empty() &&
      why.need_both().empty()) {
    absl::StrAppend(&out,
                    "They have no file in common, and no patch that one "
                    "needs or that needs them.\n");
  }
  return out;
}

std::string RenderCut(const GraphTextParts& parts) {
  const StackGraphReport& stack = parts.stack();
  const CutReport& cut = stack.cut();
  std::string out = parts.Words(
      absl::StrCat(parts.Where(), ": without ", parts.Names(cut.patches())), 0);
  if (cut.falls_size() > 0) {
    absl::StrAppend(&out, "\n", parts.Title("What stands on it:"),
                    ClosureRows(cut.falls(), /*by_needs=*/false, parts));
  }
  absl::StrAppend(
      &out, "\n",
      parts.Words(
          absl::StrCat(Patches(cut.patch_count()), " of ", stack.patch_count(),
                       cut.patch_count() == 1 ? " goes" : " go", ", with ",
                       Counted(cut.hunk_count(), "hunk", "hunks"), "."),
          0));
  if (!cut.has_after()) return out;
  const auto regions = [](const ConflictFiguresReport& figures) {
    return Counted(figures.regions(), "region", "regions");
  };
  absl::StrAppend(
      &out, parts.Words(
                absl::StrCat("In conflict on ", Visible(parts.report().onto()),
                             cut.squash() ? ", as one change" : "", ": ",
                             Counted(cut.before().files(), "file", "files"),
                             " (", regions(cut.before()), ") before, ",
                             Counted(cut.after().files(), "file", "files"),
                             " (", regions(cut.after()), ") after."),
                0));
  const auto list = [&](const auto& paths, absl::string_view what) {
    if (paths.empty()) return;
    std::vector<std::string> names(paths.begin(), paths.end());
    absl::StrAppend(
        &out,
        parts.Words(
            Visible(absl::StrCat(
                what, Listed(names, parts.style().verbose ? names.size() : 6),
                ".")),
            0));
  };
  list(cut.decided(), "No longer in conflict: ");
  list(cut.added(), "Newly in conflict: ");
  return out;
}

}  // namespace patchgraph
