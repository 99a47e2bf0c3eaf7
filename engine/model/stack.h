// A named pile of series on a base: what a downstream maintainer carries.

#ifndef PATCHGRAPH_ENGINE_MODEL_STACK_H_
#define PATCHGRAPH_ENGINE_MODEL_STACK_H_

#include <memory>
#include <string>
#include <vector>

#include "engine/model/patch.h"
#include "engine/model/tree.h"

namespace patchgraph {

struct Stack {
  std::string name;
  std::shared_ptr<const Tree> base;
  std::vector<Series> layers;  // from the base upwards; names are unique
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MODEL_STACK_H_
