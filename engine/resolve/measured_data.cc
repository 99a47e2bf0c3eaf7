// Written by `./run calibrate`: do not edit.
#include "engine/resolve/measured.h"

namespace patchgraph {

const Measured& MeasuredOnMerges() {
  static const auto& measured = *new Measured;
  return measured;
}

}  // namespace patchgraph
