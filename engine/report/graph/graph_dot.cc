#include "engine/report/graph/graph_dot.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/report/graph/dot_legend.h"
#include "engine/report/graph/dot_text.h"
#include "engine/report/graph/graph_text_parts.h"
#include "engine/report/graph/graph_words.h"
#include "engine/report/terminal_text.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

constexpr int kLabelWidth = 44;
constexpr size_t kReasonsInTooltip = 4;
// So many patches stand out at most.
constexpr size_t kMostKeystones = 5;
constexpr int kFewestForKeystone = 2;
// Fewer lonely patches are not worth folding.
constexpr size_t kFewestToFold = 13;
constexpr size_t kMostNamesInTooltip = 60;

// A chain of more patches than this goes from top to bottom, unless there are
// more islands than that.
constexpr int kLongChain = 10;
constexpr size_t kFewIslands = 3;

constexpr char kHead[] =
    "digraph patchgraph {\n"
    "  graph [nodesep=0.12, ranksep=0.5, fontname=\"Helvetica\", "
    "fontsize=14, labelloc=t, labeljust=l, bgcolor=white];\n"
    "  node [shape=box, style=filled, fontname=\"Helvetica\", fontsize=10, "
    "height=0.25, margin=\"0.08,0.04\", color=\"#606060\"];\n"
    "  edge [arrowsize=0.6, dir=back];\n";

class DotWriter {
 public:
  explicit DotWriter(const GraphReport& report) : report_(report) {}

  std::string Write() {
    out_ = kHead;
    // The first round stands at the left, and what needs it to the right of it:
    // names are wide. A few long chains would be too wide that way.
    if (!IsDeep()) out_.append("  rankdir=LR;\n");
    absl::StrAppend(&out_, "  label=", DotLabel(DotEscape(Title())), ";\n");
    // Graphviz puts what comes last on top.
    for (int s = report_.stacks_size() - 1; s >= 0; --s) {
      const StackGraphReport& stack = report_.stacks(s);
      prefix_ = absl::StrCat("s", s + 1);
      const bool several = report_.stacks_size() > 1;
      if (several) {
        absl::StrAppend(&out_, "  subgraph cluster_", prefix_,
                        " {\n  label=", DotLabel(DotEscape(stack.name())),
                        ";\n");
      }
      WriteStack(stack);
      if (several) out_.append("  }\n");
    }
    absl::StrAppend(&out_, DotLegend(report_), "}\n");
    return std::move(out_);
  }

 private:
  bool IsDeep() const {
    std::set<int> islands;
    int chain = 0;
    for (const StackGraphReport& stack : report_.stacks()) {
      int first = stack.round_count();
      int last = 0;
      for (const GraphPatchReport& patch : stack.patches()) {
        islands.insert(patch.island());
        first = std::min(first, patch.round());
        last = std::max(last, patch.round());
      }
      chain = std::max(chain, last - first + 1);
    }
    return chain > kLongChain && islands.size() <= kFewIslands;
  }

  std::string Title() const {
    std::vector<std::string> names;
    for (const StackGraphReport& stack : report_.stacks()) {
      names.push_back(
          absl::StrCat(stack.name(), " on ", stack.base(), ": ",
                       Counted(stack.patch_count(), "patch", "patches"), ", ",
                       Counted(stack.island_count(), "island", "islands")));
    }
    const std::string stacks = absl::StrJoin(names, "; ");
    return report_.onto().empty()
               ? stacks
               : absl::StrCat(stacks, "; verdicts on ", report_.onto());
  }

  void WriteStack(const StackGraphReport& stack) {
    short_names_ = ShortNames(stack);
    FindStanding(stack);
    std::set<int> tied;
    for (const GraphEdgeReport& edge : stack.edges()) {
      tied.insert({edge.from(), edge.to()});
    }
    std::vector<const GraphPatchReport*> drawn;
    std::vector<const GraphPatchReport*> lonely;
    for (const GraphPatchReport& patch : stack.patches()) {
      const bool may_fold = stack.patches_size() == stack.patch_count() &&
                            tied.count(patch.number()) == 0;
      (may_fold ? lonely : drawn).push_back(&patch);
    }
    const bool fold = lonely.size() >= kFewestToFold;
    if (!fold) drawn.insert(drawn.end(), lonely.begin(), lonely.end());
    SortForDrawing(&drawn);
    for (const GraphPatchReport* patch : drawn) WritePatch(*patch);
    if (fold) WriteFolded(lonely);
    for (const GraphEdgeReport& edge : stack.edges()) {
      if (!edge.implied()) WriteEdge(edge);
    }
  }

  // Large islands on top, those of one size in the stack's order.
  static void SortForDrawing(std::vector<const GraphPatchReport*>* patches) {
    std::map<int, int> sizes;
    for (const GraphPatchReport* patch : *patches) ++sizes[patch->island()];
    std::sort(patches->begin(), patches->end(),
              [&sizes](const GraphPatchReport* a, const GraphPatchReport* b) {
                return std::make_tuple(sizes[a->island()], -a->island(),
                                       -a->number()) <
                       std::make_tuple(sizes[b->island()], -b->island(),
                                       -b->number());
              });
  }

  // How many patches fall with it, as the text says; where that was not asked,
  // how many need it by the kinds that are drawn.
  static int NeedingOf(const GraphPatchReport& patch) {
    return patch.has_keystone() ? patch.keystone().patches()
                                : patch.needed_by();
  }

  // How much hangs on a patch, conflicts before patches. A conflict that is
  // the patch's own affair, as it is but one and nobody needs it, is nothing.
  static int WeightOf(const GraphPatchReport& patch) {
    constexpr int kAnyConflict = 1000000;
    const int conflicts = patch.keystone().conflict_hunks();
    const bool hangs = conflicts + NeedingOf(patch) >= kFewestForKeystone;
    return conflicts > 0 && hangs ? kAnyConflict + conflicts : NeedingOf(patch);
  }

  // The keystones, and what was asked for.
  void FindStanding(const StackGraphReport& stack) {
    keystones_.clear();
    asked_.clear();
    std::vector<std::pair<int, int>> ranked;
    for (const GraphPatchReport& patch : stack.patches()) {
      const int weight = WeightOf(patch);
      if (weight >= kFewestForKeystone && !patch.sparse()) {
        ranked.emplace_back(-weight, patch.number());
      }
    }
    std::sort(ranked.begin(), ranked.end());
    ranked.resize(std::min(ranked.size(), kMostKeystones));
    for (const auto& [weight, number] : ranked) keystones_.insert(number);
    for (const auto* numbers :
         {&stack.needs().patches(), &stack.needed_by().patches(),
          &stack.cut().patches()}) {
      asked_.insert(numbers->begin(), numbers->end());
    }
    if (stack.has_why()) {
      asked_.insert({stack.why().later(), stack.why().earlier()});
    }
  }

  // A commit goes by its subject.
  std::string Label(const GraphPatchReport& patch) const {
    const auto cut = [](const std::string& text) {
      return DotEscape(CutEnd(Visible(text), kLabelWidth));
    };
    std::vector<std::string> lines;
    if (IsCommit(patch) && !patch.subject().empty()) {
      lines.push_back(cut(patch.subject()));
      lines.push_back(cut(patch.name()));
    } else {
      lines.push_back(cut(short_names_.at(patch.number())));
    }
    if (patch.sparse()) {
      lines.push_back(absl::StrCat("sparse tree, ",
                                   Counted(patch.files(), "file", "files")));
    }
    if (keystones_.count(patch.number()) > 0) {
      lines.push_back(KeystoneLine(patch));
    }
    return absl::StrJoin(lines, "\n");
  }

  static std::string KeystoneLine(const GraphPatchReport& patch) {
    std::vector<std::string> words;
    const int needing = NeedingOf(patch);
    if (needing > 0) {
      words.push_back(
          absl::StrCat(needing, needing == 1 ? " needs it" : " need it"));
    }
    const int hunks = patch.keystone().conflict_hunks();
    if (hunks > 0) words.push_back(absl::StrCat(hunks, " in conflict"));
    return absl::StrJoin(words, ", ");
  }

  void WritePatch(const GraphPatchReport& patch) {
    const std::string tooltip = absl::StrCat(
        DotEscape(absl::StrCat(patch.number(), ". ", patch.name())), "\n",
        patch.subject().empty()
            ? ""
            : absl::StrCat(DotEscape(patch.subject()), "\n"),
        DotEscape(absl::StrCat(patch.layer(), "; ", patch.verdict(), "; ",
                               Counted(patch.files(), "file", "files"), ", ",
                               Counted(patch.hunks(), "hunk", "hunks"),
                               "; needs ", patch.needs(), ", needed by ",
                               patch.needed_by())));
    absl::StrAppend(&out_, "  ", prefix_, "p", patch.number(),
                    " [label=", DotLabel(Label(patch)),
                    ", tooltip=", DotLabel(tooltip), ", fillcolor=\"",
                    VerdictColour(patch.verdict()), "\"");
    if (keystones_.count(patch.number()) > 0) {
      out_.append(", penwidth=3, fontsize=13, fontname=\"Helvetica-Bold\"");
    }
    if (patch.sparse()) out_.append(", shape=folder");
    if (asked_.count(patch.number()) > 0) out_.append(", peripheries=2");
    out_.append("];\n");
  }

  void WriteFolded(const std::vector<const GraphPatchReport*>& lonely) {
    std::map<std::string, std::vector<std::string>> by_verdict;
    for (const GraphPatchReport* patch : lonely) {
      by_verdict[patch->verdict()].push_back(
          IsCommit(*patch) ? absl::StrCat(patch->name(), " ", patch->subject())
                           : patch->name());
    }
    for (const auto& [verdict, names] : by_verdict) {
      std::vector<std::string> lines;
      for (size_t i = 0; i < std::min(names.size(), kMostNamesInTooltip); ++i) {
        lines.push_back(DotEscape(names[i]));
      }
      if (lines.size() < names.size()) {
        lines.push_back(
            absl::StrCat("and ", names.size() - lines.size(), " more"));
      }
      const std::string count =
          Counted(static_cast<int>(names.size()), "patch", "patches");
      absl::StrAppend(&out_, "  ", prefix_, "alone_", verdict, " [label=",
                      DotLabel(absl::StrCat(count, " without ties\n", verdict)),
                      ", tooltip=", DotLabel(absl::StrJoin(lines, "\n")),
                      ", shape=box3d, fontsize=13, fillcolor=\"",
                      VerdictColour(verdict), "\"];\n");
    }
  }

  void WriteEdge(const GraphEdgeReport& edge) {
    const std::string tooltip =
        DotEscape(absl::StrCat(edge.from_name(), " needs ", edge.to_name(),
                               " (", absl::StrJoin(edge.kinds(), ", "),
                               "): ", EdgeWords(edge, kReasonsInTooltip)));
    absl::StrAppend(&out_, "  ", prefix_, "p", edge.to(), " -> ", prefix_, "p",
                    edge.from(), " [", KindStyle(edge.kinds(0)),
                    ", tooltip=", DotLabel(tooltip), "];\n");
  }

  const GraphReport& report_;
  std::string out_;
  std::string prefix_;
  std::map<int, std::string> short_names_;
  std::set<int> keystones_;
  std::set<int> asked_;
};

}  // namespace

std::string ToDot(const GraphReport& report) {
  return DotWriter(report).Write();
}

}  // namespace patchgraph
