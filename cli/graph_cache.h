// Graphs of earlier runs, so that a question about a long range of commits is
// answered without reading it again.

#ifndef PATCHGRAPH_CLI_GRAPH_CACHE_H_
#define PATCHGRAPH_CLI_GRAPH_CACHE_H_

#include <cstddef>
#include <map>
#include <string>

#include "patchdb/stored_graph.h"

namespace patchgraph {

// Of the stacks of one run, by their position in it. Graphs are kept in git's
// own folder, and are found again by what IdentityOf() says of a stack and by
// the options they were made with; so they are never out of date.
class GraphCache {
 public:
  // `fuzz` as in FindDependenciesOptions. Where `fresh`, nothing kept is used,
  // but what is found is kept.
  GraphCache(int fuzz, bool fresh) : fuzz_(fuzz), fresh_(fresh) {}

  // Whether the graph of the stack is kept; it is at hand then. `git_folder` is
  // git's own folder, with a slash at its end.
  bool Find(size_t stack, const std::string& identity,
            const std::string& git_folder);

  // What Find() found; null if it did not.
  const KeptGraph* Known(size_t stack) const;

  // Keeps the graph of a stack that Find() was asked for. Those of few patches
  // are as soon made again. Where it cannot be written the next run takes as
  // long as this one, and that is all.
  void Keep(size_t stack, const KeptGraph& graph) const;

 private:
  struct Place {
    std::string key;
    std::string file;
  };

  int fuzz_;
  bool fresh_;
  std::map<size_t, Place> places_;
  std::map<size_t, KeptGraph> known_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_GRAPH_CACHE_H_
