#include "engine/model/in_parallel.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace patchgraph {
namespace {

TEST(InParallel, DoesEachOnce) {
  std::vector<int> calls(1000);
  EXPECT_TRUE(InParallel(calls.size(), [&](std::size_t i) {
                ++calls[i];
                return absl::OkStatus();
              }).ok());
  EXPECT_EQ(calls, std::vector<int>(1000, 1));
  EXPECT_TRUE(InParallel(0, [](std::size_t) {
                return absl::InternalError("nothing is to be done");
              }).ok());
}

TEST(InParallel, TellsOfTheFirstFailureWhateverComesFirst) {
  std::vector<int> calls(1000);
  for (int round = 0; round < 50; ++round) {
    const absl::Status status = InParallel(calls.size(), [&](std::size_t i) {
      ++calls[i];
      return i % 100 == 17 ? absl::InternalError(std::to_string(i))
                           : absl::OkStatus();
    });
    EXPECT_EQ(status.message(), "17");
  }
  EXPECT_EQ(calls, std::vector<int>(1000, 50));
}

}  // namespace
}  // namespace patchgraph
