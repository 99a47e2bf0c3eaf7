#include "cli/clock.h"

#include <cstdint>
#include <cstdlib>

#include "absl/strings/numbers.h"
#include "absl/time/clock.h"

namespace patchgraph {

absl::Time DatedNow() {
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  int64_t seconds = 0;
  if (epoch == nullptr || !absl::SimpleAtoi(epoch, &seconds)) {
    return absl::Now();
  }
  return absl::FromUnixSeconds(seconds);
}

}  // namespace patchgraph
