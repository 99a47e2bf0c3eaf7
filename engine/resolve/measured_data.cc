// Written by `./run calibrate`: do not edit.
#include "engine/resolve/measured.h"

namespace patchgraph {

const Measured& BuiltInMeasured() {
  static const auto& measured = *new Measured;
  return measured;
}

}  // namespace patchgraph
