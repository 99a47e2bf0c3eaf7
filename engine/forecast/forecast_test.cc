#include "engine/forecast/forecast.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/check/check.h"
#include "engine/forks/commit_rules.h"
#include "engine/forks/drift.h"
#include "engine/git/git_test_repository.h"
#include "engine/git/git_tree.h"
#include "engine/source/stack_spec.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string TextOf(int timer, const std::string& release) {
  std::string text;
  for (int i = 1; i <= 30; ++i) {
    absl::StrAppend(&text, "long enough to be a line of its own ", i * 1234567,
                    i == timer ? release : std::string(), "\n");
  }
  return text;
}

// Upstream changes line 10 of busy.c in each release, where the stack does, and
// nothing of calm.c. The stack adds busy-guest.c and calm-guest.c as copies.
class ForecastTest : public testing::Test {
 protected:
  void MakeReleases(int count) {
    for (int i = 1; i <= count; ++i) {
      const std::string name = absl::StrCat("v1.", i);
      repository_.Write("kernel/busy.c", TextOf(10, name));
      repository_.Write("kernel/calm.c", TextOf(0, ""));
      repository_.Write("version", name);
      repository_.Commit(name);
      repository_.Git("tag " + name);
    }
    last_ = absl::StrCat("v1.", count);
    repository_.Git("checkout -q -b stack");
    repository_.Write("kernel/busy.c", TextOf(10, " guest"));
    repository_.Write("kernel/calm.c", TextOf(10, " guest"));
    repository_.Write("kernel/busy-guest.c", TextOf(10, last_) + "guest\n");
    repository_.Write("kernel/calm-guest.c", TextOf(0, "") + "guest\n");
    repository_.Commit("guest");
  }

  Forecast Make(const std::string& target, int stacks = 1) {
    const auto repository = *GitRepository::Open(repository_.path());
    SourceContext context;
    context.repository = repository;
    StackSpec spec;
    spec.name = "guest";
    spec.base = last_;
    spec.layers = {
        *ParseSeriesSpec(absl::StrCat("git:", last_, "..stack"), context)};
    const auto stack = LoadStack(spec, context);
    EXPECT_TRUE(stack.ok()) << stack.status();
    const auto check = Check(*stack, nullptr, {});
    EXPECT_TRUE(check.ok()) << check.status();
    const std::shared_ptr<const Tree> onto = *OpenGitTree(*repository, target);
    const auto drift = MeasureDrift(*stack, *check, onto, repository.get(),
                                    *CommitRules::WithMore({}));
    EXPECT_TRUE(drift.ok()) << drift.status();
    const std::vector<ForecastStack> all(stacks, {&*stack, &*check, &*drift});
    const auto forecast = MakeForecast(all, onto, repository.get(), {});
    EXPECT_TRUE(forecast.ok()) << forecast.status();
    return *forecast;
  }

  TestRepository repository_;
  std::string last_;
};

const ForecastFile& FileAt(const Forecast& forecast, const std::string& path) {
  for (const ForecastFile& file : forecast.files) {
    if (file.path == path) return file;
  }
  ADD_FAILURE() << path << " is not in the forecast";
  return forecast.files.front();
}

TEST_F(ForecastTest, SaysWhatToExpectAndOfWhat) {
  MakeReleases(6);
  const Forecast forecast = Make("v1.6");
  EXPECT_EQ(forecast.left_out, "");
  EXPECT_THAT(forecast.releases,
              ElementsAre("v1.1", "v1.2", "v1.3", "v1.4", "v1.5", "v1.6"));

  ASSERT_EQ(forecast.files.size(), 4u);
  const ForecastFile& busy = FileAt(forecast, "kernel/busy.c");
  EXPECT_EQ(busy.releases, 5);
  EXPECT_EQ(busy.changed, 5);
  EXPECT_EQ(busy.hit, 5);
  const ForecastFile& calm = FileAt(forecast, "kernel/calm.c");
  EXPECT_EQ(calm.changed, 0);
  EXPECT_GT(busy.probability, 2 * calm.probability);
  const ForecastFile& fork = FileAt(forecast, "kernel/busy-guest.c");
  EXPECT_TRUE(fork.fork);
  EXPECT_EQ(fork.original, "kernel/busy.c");
  EXPECT_EQ(fork.hit, 5);
  EXPECT_GT(fork.probability, 0.6);

  // Those of the stack, and the same of all together.
  ASSERT_EQ(forecast.figures.size(), 10u);
  for (int i = 0; i < 5; ++i) {
    const ForecastFigure& figure = forecast.figures[i];
    EXPECT_EQ(figure.stack, "guest");
    EXPECT_EQ(forecast.figures[i + 5].stack, "");
    EXPECT_DOUBLE_EQ(figure.expected, forecast.figures[i + 5].expected);
    EXPECT_LE(figure.low, figure.expected);
    EXPECT_GE(figure.high, figure.expected);
    EXPECT_GE(figure.coverage, 0.75);
    EXPECT_LE(figure.coverage, 1);
  }
  EXPECT_NEAR(forecast.figures[0].expected, busy.probability + calm.probability,
              1e-9);
}

// From v1.3 on there are two steps to learn from.
TEST_F(ForecastTest, TriesItselfOnThePast) {
  MakeReleases(6);
  const Forecast forecast = Make("v1.6");
  ASSERT_EQ(forecast.trials.size(), 15u);
  for (size_t i = 0; i < forecast.trials.size(); ++i) {
    const ForecastTrial& trial = forecast.trials[i];
    EXPECT_EQ(trial.from, absl::StrCat("v1.", 3 + i / 5));
    EXPECT_EQ(trial.to, absl::StrCat("v1.", 4 + i / 5));
    // One file in conflict in one place, one fork drifted by one hunk.
    EXPECT_EQ(trial.actual, 1) << Name(trial.figure.kind);
  }
}

TEST_F(ForecastTest, AFileOfTwoStacksCountsOnce) {
  MakeReleases(4);
  const Forecast forecast = Make("v1.4", 2);
  ASSERT_EQ(forecast.figures.size(), 15u);
  EXPECT_LT(forecast.figures[10].expected,
            forecast.figures[0].expected + forecast.figures[5].expected);
  EXPECT_DOUBLE_EQ(forecast.figures[11].expected,
                   2 * forecast.figures[1].expected);
  EXPECT_LE(forecast.figures[10].high, 2);
}

TEST_F(ForecastTest, WithoutAPastThereIsNone) {
  MakeReleases(1);
  const Forecast forecast = Make("v1.1");
  EXPECT_THAT(forecast.left_out, HasSubstr("fewer than two releases"));
  EXPECT_TRUE(forecast.figures.empty());

  // A tree, and no repository at all.
  EXPECT_THAT(Make("v1.1^{tree}").left_out, HasSubstr("is no commit"));
  const auto none = MakeForecast({}, nullptr, nullptr, {});
  ASSERT_TRUE(none.ok());
  EXPECT_THAT(none->left_out, HasSubstr("is no commit"));
}

TEST_F(ForecastTest, AStackThatChangesNothing) {
  MakeReleases(3);
  const auto repository = *GitRepository::Open(repository_.path());
  const std::shared_ptr<const Tree> onto = *OpenGitTree(*repository, "v1.3");
  Stack stack;
  stack.name = "empty";
  stack.base = onto;
  const auto check = Check(stack, nullptr, {});
  ASSERT_TRUE(check.ok());
  const std::vector<ForecastStack> stacks = {{&stack, &*check, nullptr}};
  const auto forecast = MakeForecast(stacks, onto, repository.get(), {});
  ASSERT_TRUE(forecast.ok()) << forecast.status();
  // Three figures of the stack, three of all; none of forks.
  ASSERT_EQ(forecast->figures.size(), 6u);
  EXPECT_EQ(forecast->figures[0].expected, 0);
  EXPECT_EQ(forecast->figures[0].high, 0);
}

TEST_F(ForecastTest, IsTheSameEachTime) {
  MakeReleases(5);
  const Forecast one = Make("v1.5");
  const Forecast two = Make("v1.5");
  ASSERT_EQ(one.files.size(), two.files.size());
  for (size_t i = 0; i < one.files.size(); ++i) {
    EXPECT_EQ(one.files[i].path, two.files[i].path);
    EXPECT_EQ(one.files[i].probability, two.files[i].probability);
  }
}

}  // namespace
}  // namespace patchgraph
