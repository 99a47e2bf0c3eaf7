// What the texts about a graph have in common: names, rows and reasons.

#ifndef PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_TEXT_PARTS_H_
#define PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_TEXT_PARTS_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/report/graph/graph.pb.h"
#include "engine/report/text_style.h"

namespace patchgraph {

// Whether it is a commit: its name says nothing, its subject does.
bool IsCommit(const GraphPatchReport& patch);

// By number: the file name of each patch where no other patch here has it too,
// else the whole name. Series keep patches in folders, and where space is
// short the folders say the least.
std::map<int, std::string> ShortNames(const StackGraphReport& stack);

// Everything it gives back is fit for a terminal. The report must outlive it.
class GraphTextParts {
 public:
  GraphTextParts(const GraphReport& report, const StackGraphReport& stack,
                 const TextStyle& style);

  const GraphReport& report() const { return report_; }
  const StackGraphReport& stack() const { return stack_; }
  const TextStyle& style() const { return style_; }

  const GraphPatchReport& Patch(int number) const;
  // Whether the answer is about this patch.
  bool IsShown(int number) const { return patches_.count(number) > 0; }
  std::string Name(int number) const;
  // As in ShortNames: for what is said about another patch.
  std::string ShortName(int number) const;
  // "3, 7 and 12 more", or the names of the patches where there are few.
  template <typename Numbers>
  std::string Names(const Numbers& numbers) const {
    return NamesOf({numbers.begin(), numbers.end()});
  }
  std::string NamesOf(const std::vector<int>& numbers) const;

  // The stack, its base and the target, for a title: "guest on 1.0, onto 1.1".
  std::string Where() const;
  std::string Title(absl::string_view words) const;  // bold, with a line feed
  std::string Words(absl::string_view words, int indent) const;  // a paragraph

  // "   3  timer.patch  conflict  subject", cut to the terminal's width.
  std::string Row(int number) const;
  // "   3  timer.patch  words"; of a commit with its subject, if there is room.
  std::string NameRow(int number, absl::string_view words) const;
  // Lines under a row: why `from` needs `to`, beginning with the name of one
  // of them.
  std::string Because(int from, int to, absl::string_view name) const;
  // The same for each of `by`, few of them where the text is not verbose.
  template <typename Numbers>
  std::string Because(const Numbers& by, int number, bool by_needs) const {
    return BecauseOf({by.begin(), by.end()}, number, by_needs);
  }

 private:
  std::string BecauseOf(const std::vector<int>& by, int number,
                        bool by_needs) const;
  std::string Begin(int number) const;

  const GraphReport& report_;
  const StackGraphReport& stack_;
  TextStyle style_;
  std::map<int, const GraphPatchReport*> patches_;
  std::map<int, std::string> short_names_;
  std::map<std::pair<int, int>, const GraphEdgeReport*> edges_;
  int number_width_ = 1;
  int name_width_ = 1;
  int verdict_width_ = 1;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_TEXT_PARTS_H_
