#include "engine/report/graph/graph_svg.h"

#include <graphviz/gvc.h>

#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "engine/report/graph/graph_dot.h"

namespace patchgraph {
namespace {

struct Deleter {
  void operator()(Agraph_t* graph) const { agclose(graph); }
  void operator()(char* data) const { gvFreeRenderData(data); }
};

// What Graphviz has to say goes nowhere: a library writes to no terminal.
int Ignore(char* /*message*/) { return 0; }

// The one context of the process, or null. Graphviz 2.43 keeps names of fonts
// beyond the end of the context that they belong to, and reads them in the next
// one; so this one does not end.
GVC_t* Context() {
  static GVC_t* const kContext = gvContext();
  return kContext;
}

absl::Status Failed(const char* what) {
  const char* message = aglasterr();
  return absl::UnavailableError(absl::StrCat(
      "Graphviz cannot ", what, " the graph", message == nullptr ? "" : ": ",
      message == nullptr ? "" : message));
}

}  // namespace

absl::StatusOr<std::string> ToSvg(const GraphReport& report) {
  const std::string dot = ToDot(report);
  agseterrf(Ignore);
  GVC_t* const context = Context();
  if (context == nullptr) return Failed("begin");
  const std::unique_ptr<Agraph_t, Deleter> graph(agmemread(dot.c_str()));
  if (graph == nullptr) return Failed("read");
  if (gvLayout(context, graph.get(), "dot") != 0) return Failed("lay out");
  char* data = nullptr;
  unsigned int size = 0;
  const int drawn = gvRenderData(context, graph.get(), "svg", &data, &size);
  const std::unique_ptr<char, Deleter> owned(data);
  std::string svg;
  if (drawn == 0 && data != nullptr) svg.assign(data, size);
  gvFreeLayout(context, graph.get());
  if (svg.empty()) return Failed("draw");
  return svg;
}

}  // namespace patchgraph
