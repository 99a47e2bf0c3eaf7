#include "engine/report/graph/graph_report.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "engine/check/keystones.h"
#include "engine/check/patch_graph.h"
#include "engine/report/graph/graph_answers.h"
#include "engine/report/utf8.h"

namespace patchgraph {
namespace {

constexpr int kSchema = 1;

void AddKind(DependencyKind kind, KindCounts* counts) {
  switch (kind) {
    case DependencyKind::kContent:
      counts->set_content(counts->content() + 1);
      break;
    case DependencyKind::kOrder:
      counts->set_order(counts->order() + 1);
      break;
    case DependencyKind::kContext:
      counts->set_context(counts->context() + 1);
      break;
    case DependencyKind::kSymbol:
      counts->set_symbol(counts->symbol() + 1);
      break;
    case DependencyKind::kBuild:
      counts->set_build(counts->build() + 1);
      break;
  }
}

int CountOf(const std::vector<int>& numbers) {
  return numbers.empty()
             ? 0
             : 1 + *std::max_element(numbers.begin(), numbers.end());
}

class StackReporter {
 public:
  explicit StackReporter(const GraphFindings& findings)
      : findings_(findings),
        stack_(*findings.dependencies),
        graph_(PatchGraph(stack_, findings.query.kinds)),
        rounds_(graph_.Layers()),
        islands_(graph_.Islands()) {}

  void Fill(StackGraphReport* report) {
    report->set_name(ValidUtf8(stack_.stack));
    report->set_base(ValidUtf8(stack_.base));
    report->set_patch_count(static_cast<int>(stack_.patches.size()));
    report->set_round_count(CountOf(rounds_));
    report->set_island_count(CountOf(islands_));
    FillCounts(report);
    FillAnswer(report);
    FillPatches(report);
    FillEdges(report);
    for (const GraphLeftOut& left_out : stack_.left_out) {
      FillLeftOut(left_out, report->add_left_out());
    }
  }

 private:
  void FillCounts(StackGraphReport* report) const {
    std::set<std::pair<DependencyKind, Digraph::Edge>> seen;
    for (const Dependency& dependency : stack_.dependencies) {
      AddKind(dependency.kind(), report->mutable_hunk_pairs());
      const Digraph::Edge edge(dependency.hunk.patch, dependency.needs.patch);
      if (seen.emplace(dependency.kind(), edge).second) {
        AddKind(dependency.kind(), report->mutable_pairs());
      }
    }
  }

  void FillAnswer(StackGraphReport* report) {
    switch (findings_.query.question) {
      case GraphQuestion::kNeeds:
        *report->mutable_needs() = AnswerNeeds(findings_, &about_);
        return;
      case GraphQuestion::kNeededBy:
        *report->mutable_needed_by() = AnswerNeededBy(findings_, &about_);
        return;
      case GraphQuestion::kWhy:
        *report->mutable_why() = AnswerWhy(findings_, &about_);
        return;
      case GraphQuestion::kCut:
        *report->mutable_cut() = AnswerCut(findings_, &about_);
        return;
      case GraphQuestion::kOrder:
        *report->mutable_order() = AnswerOrder(rounds_);
        break;
      case GraphQuestion::kKeystones:
      case GraphQuestion::kOverview:
        FillKeystones(report);
        break;
      case GraphQuestion::kIslands:
        *report->mutable_islands() = AnswerIslands(findings_, islands_);
        break;
    }
    for (size_t p = 0; p < stack_.patches.size(); ++p) {
      about_.insert(static_cast<int>(p));
    }
  }

  // The overview shows them as well: by what git needs, as context does not
  // make a patch fall.
  void FillKeystones(StackGraphReport* report) {
    const bool asked = findings_.query.question == GraphQuestion::kKeystones;
    keystones_ = CountKeystones(
        stack_, asked ? findings_.query.kinds : DependencyKinds::ToApply(),
        findings_.check);
    *report->mutable_keystones() = AnswerKeystones(findings_, keystones_);
  }

  void FillPatches(StackGraphReport* report) const {
    const std::vector<int> needs = graph_.CountNeeds();
    const std::vector<int> needed_by = graph_.CountNeededBy();
    for (const int p : about_) {
      const GraphPatch& patch = stack_.patches[p];
      GraphPatchReport* to = report->add_patches();
      to->set_number(p + 1);
      to->set_name(ValidUtf8(patch.name));
      to->set_layer(ValidUtf8(patch.layer));
      to->set_subject(ValidUtf8(patch.subject));
      to->set_source(ValidUtf8(patch.source));
      to->set_sparse(patch.sparse);
      to->set_base_verdict(std::string(Name(patch.verdict)));
      to->set_verdict(std::string(Name(OutcomeOf(findings_, p))));
      to->set_files(static_cast<int>(patch.files.size()));
      for (const GraphFile& file : patch.files) {
        to->set_hunks(to->hunks() + file.hunks);
      }
      to->set_round(rounds_[p] + 1);
      to->set_island(islands_[p] + 1);
      to->set_needs(needs[p]);
      to->set_needed_by(needed_by[p]);
      if (keystones_.empty()) continue;
      KeystoneReport* keystone = to->mutable_keystone();
      keystone->set_patches(keystones_[p].patches);
      keystone->set_conflict_hunks(keystones_[p].conflict_hunks);
      keystone->set_conflict_files(keystones_[p].conflict_files);
    }
  }

  void FillEdges(StackGraphReport* report) const {
    std::map<Digraph::Edge, std::vector<const Dependency*>> by_edge;
    for (const Dependency& dependency : stack_.dependencies) {
      const Digraph::Edge edge(dependency.hunk.patch, dependency.needs.patch);
      if (findings_.query.kinds.Has(dependency.kind()) &&
          about_.count(edge.first) > 0 && about_.count(edge.second) > 0) {
        by_edge[edge].push_back(&dependency);
      }
    }
    const std::set<Digraph::Edge> needed = ReducedEdges(by_edge);
    for (const auto& [edge, dependencies] : by_edge) {
      GraphEdgeReport* to = report->add_edges();
      to->set_from(edge.first + 1);
      to->set_to(edge.second + 1);
      to->set_from_name(ValidUtf8(stack_.patches[edge.first].name));
      to->set_to_name(ValidUtf8(stack_.patches[edge.second].name));
      to->set_implied(needed.count(edge) == 0);
      std::set<DependencyKind> kinds;
      for (const Dependency* dependency : dependencies) {
        kinds.insert(dependency->kind());
        FillReason(*dependency, to->add_reasons());
      }
      for (const DependencyKind kind : kinds) {
        to->add_kinds(std::string(Name(kind)));
      }
    }
  }

  // Those that no path of edges, each as sure as they are, stands for. Only
  // patches that the answer is about count: others are not in the picture.
  template <typename ByEdge>
  std::set<Digraph::Edge> ReducedEdges(const ByEdge& by_edge) const {
    std::set<Digraph::Edge> needed;
    std::set<Digraph::Edge> seen;
    for (const DependencyKinds kinds :
         {DependencyKinds::ToApply(), DependencyKinds::OfText(),
          DependencyKinds::All()}) {
      std::vector<Digraph::Edge> edges;
      for (const auto& [edge, dependencies] : by_edge) {
        if (kinds.Has(SurestKind(dependencies))) edges.push_back(edge);
      }
      for (const Digraph::Edge& edge :
           Digraph(graph_.size(), edges).Reduced()) {
        if (seen.count(edge) == 0) needed.insert(edge);
      }
      seen.insert(edges.begin(), edges.end());
    }
    return needed;
  }

  static DependencyKind SurestKind(
      const std::vector<const Dependency*>& dependencies) {
    DependencyKind surest = dependencies.front()->kind();
    for (const Dependency* dependency : dependencies) {
      surest = std::min(surest, dependency->kind());
    }
    return surest;
  }

  void FillReason(const Dependency& dependency, GraphReasonReport* to) const {
    to->set_kind(std::string(Name(dependency.kind())));
    to->set_reason(std::string(Name(dependency.reason)));
    to->set_path(ValidUtf8(dependency.path));
    to->set_lines(dependency.lines.size());
    to->set_start(dependency.lines.begin + (dependency.lines.empty() ? 0 : 1));
    to->set_hunk(dependency.hunk.hunk + 1);
    to->set_needs_hunk(dependency.needs.hunk + 1);
    const std::string& other = stack_.patches[dependency.needs.patch]
                                   .files[dependency.needs.file]
                                   .path;
    if (other != dependency.path) to->set_needs_path(ValidUtf8(other));
    to->set_name(ValidUtf8(dependency.name));
  }

  void FillLeftOut(const GraphLeftOut& left_out, GraphLeftOutReport* to) const {
    to->set_patch(left_out.part.patch + 1);
    to->set_name(ValidUtf8(stack_.patches[left_out.part.patch].name));
    to->set_path(ValidUtf8(left_out.path));
    to->set_hunk(left_out.part.hunk + 1);
    to->set_message(ValidUtf8(left_out.message));
  }

  const GraphFindings& findings_;
  const StackDependencies& stack_;
  Digraph graph_;
  std::vector<int> rounds_;
  std::vector<int> islands_;
  std::vector<Keystone> keystones_;  // empty where nobody wants to know
  std::set<int> about_;              // what the answer speaks of
};

}  // namespace

GraphReport MakeGraphReport(absl::Span<const GraphFindings> stacks,
                            const std::string& onto) {
  GraphReport report;
  report.set_schema(kSchema);
  report.set_onto(ValidUtf8(onto));
  for (const GraphFindings& findings : stacks) {
    if (report.stacks().empty()) {
      report.set_question(std::string(Name(findings.query.question)));
      for (const DependencyKind kind : AllDependencyKinds()) {
        if (findings.query.kinds.Has(kind)) {
          report.add_kinds(std::string(Name(kind)));
        }
      }
    }
    StackReporter(findings).Fill(report.add_stacks());
  }
  return report;
}

}  // namespace patchgraph
