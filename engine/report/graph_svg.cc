#include "engine/report/graph_svg.h"

#include <graphviz/gvc.h>

#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "engine/report/graph_dot.h"

namespace patchgraph {
namespace {

struct Deleter {
  void operator()(GVC_t* context) const { gvFreeContext(context); }
  void operator()(Agraph_t* graph) const { agclose(graph); }
  void operator()(char* data) const { gvFreeRenderData(data); }
};

// What Graphviz has to say goes nowhere: a library writes to no terminal.
int Ignore(char* /*message*/) { return 0; }

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
  const std::unique_ptr<GVC_t, Deleter> context(gvContext());
  if (context == nullptr) return Failed("begin");
  const std::unique_ptr<Agraph_t, Deleter> graph(agmemread(dot.c_str()));
  if (graph == nullptr) return Failed("read");
  if (gvLayout(context.get(), graph.get(), "dot") != 0)
    return Failed("lay out");
  char* data = nullptr;
  unsigned int size = 0;
  const int drawn =
      gvRenderData(context.get(), graph.get(), "svg", &data, &size);
  const std::unique_ptr<char, Deleter> owned(data);
  std::string svg;
  if (drawn == 0 && data != nullptr) svg.assign(data, size);
  gvFreeLayout(context.get(), graph.get());
  if (svg.empty()) return Failed("draw");
  return svg;
}

}  // namespace patchgraph
