#include "engine/forecast/prediction.h"

#include <cmath>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

TEST(PaceFolderOf, TwoNamesDeepAtMost) {
  EXPECT_EQ(PaceFolderOf("drivers/char/tpm/tpm.c"), "drivers/char");
  EXPECT_EQ(PaceFolderOf("drivers/char/mem.c"), "drivers/char");
  EXPECT_EQ(PaceFolderOf("kernel/fork.c"), "kernel");
  EXPECT_EQ(PaceFolderOf("Makefile"), "");
}

// Two stacks that change one file meet upstream in one file.
TEST(RateSum, AFileOfTwoStacksIsOneFile) {
  FileHistory file;
  file.path = "kernel/fork.c";
  const std::vector<const FileHistory*> files = {&file};
  const std::vector<RateOutput> rates = {{0.5, 0.5, 1}};
  RateSum sum;
  sum.Add(files, rates);
  sum.Add(files, rates);
  EXPECT_DOUBLE_EQ(sum.MeanOf(ForecastKind::kFilesInConflict), 0.75);
  EXPECT_DOUBLE_EQ(sum.MeanOf(ForecastKind::kConflicts), 1);
  EXPECT_DOUBLE_EQ(sum.MeanOf(ForecastKind::kConflictRegions), 2);
  EXPECT_LE(sum.RangeOf(ForecastKind::kFilesInConflict, {1, 0, 0}).high, 1);
}

// What is in one folder happens at once; what is in many, evens out.
TEST(RateSum, FoldersOfTheirOwnAreSaferToForecast) {
  std::vector<FileHistory> files(20);
  RateSum one_folder;
  RateSum many_folders;
  const std::vector<RateOutput> rates = {{0.5, 0.5, 1}};
  for (size_t i = 0; i < files.size(); ++i) {
    files[i].path = absl::StrCat("mm/", i, ".c");
    const std::vector<const FileHistory*> file = {&files[i]};
    one_folder.Add(file, rates);
    files[i].path = absl::StrCat(i, "/file.c");
    many_folders.Add(file, rates);
  }
  const SpreadConstants spread = {1, 0.2, 0.02};
  const auto kind = ForecastKind::kConflicts;
  EXPECT_DOUBLE_EQ(one_folder.DistributionOf(kind, spread).variance,
                   10 + 0.2 * 100 + 0.02 * 100);
  EXPECT_DOUBLE_EQ(many_folders.DistributionOf(kind, spread).variance,
                   10 + 0.2 * 20 * 0.25 + 0.02 * 100);
}

// A history with rates that we know: folders have their pace, releases and
// folders have their bursts, and each file its own chance.
class World {
 public:
  World(unsigned seed, int folders, int files_each)
      : random_(seed), folders_(folders), files_each_(files_each) {}

  // `calm` scales all rates of conflict.
  void Make(int steps, double calm) {
    std::vector<FolderPace> paces;
    FolderPace tree{kWholeTree, std::vector<PaceStep>(steps)};
    std::vector<double> shocks;
    shocks.reserve(steps);
    for (int step = 0; step < steps; ++step) shocks.push_back(Burst(0.03));
    files_.resize(static_cast<size_t>(folders_) * files_each_);
    for (int folder = 0; folder < folders_; ++folder) {
      const std::string name = absl::StrCat("folder", folder);
      const double pace = std::uniform_real_distribution<>(0.1, 0.5)(random_);
      FolderPace of_folder{name, std::vector<PaceStep>(steps)};
      std::vector<double> bursts;
      for (int step = 0; step < steps; ++step) {
        bursts.push_back(shocks[step] * Burst(0.1));
        const int changed =
            static_cast<int>(200 * std::min(1.0, pace * bursts[step]));
        of_folder.steps[step] = {200, changed};
        tree.steps[step].files += 200;
        tree.steps[step].changed += changed;
      }
      paces.push_back(std::move(of_folder));
      for (int i = 0; i < files_each_; ++i) {
        MakeFile(absl::StrCat(name, "/", i, ".c"), pace * calm, bursts,
                 &files_[folder * files_each_ + i]);
      }
    }
    paces.push_back(std::move(tree));
    paces_ = std::make_unique<const PaceTable>(std::move(paces));
  }

  // Whether what the last step did is in the range that the others gave.
  bool Holds(ForecastKind kind) const {
    std::vector<const FileHistory*> files;
    for (const FileHistory& file : files_) files.push_back(&file);
    const ForecastConstants constants = FittedConstants();
    const size_t last = files_.front().steps.size() - 1;
    RateSum expected;
    expected.Add(files, RatesAt(files, last, *paces_, constants.conflict));
    ActualSum actual;
    actual.Add(files, last);
    const CountRange range =
        expected.RangeOf(kind, constants.spread[static_cast<size_t>(kind)]);
    return range.low <= actual.Of(kind) && actual.Of(kind) <= range.high;
  }

 private:
  // Around one, with that variance.
  double Burst(double variance) {
    return std::gamma_distribution<double>(1 / variance, variance)(random_);
  }

  void MakeFile(const std::string& path, double pace,
                const std::vector<double>& bursts, FileHistory* file) {
    file->path = path;
    file->places = 1 + std::geometric_distribution<int>(0.4)(random_);
    const double own = Burst(0.3);
    for (const double burst : bursts) {
      const double one = std::min(0.9, 0.32 * pace * burst * own);
      const double rate = 1 - std::pow(1 - one, std::pow(file->places, 0.56));
      FileStepCount step;
      step.there = true;
      step.conflicts = std::bernoulli_distribution(rate)(random_) ? 1 : 0;
      step.changed = step.conflicts > 0 || std::bernoulli_distribution(std::min(
                                               1.0, pace * burst))(random_);
      step.regions = step.conflicts > 0
                         ? 1 + std::poisson_distribution<int>(
                                   std::pow(file->places, 0.45) - 0.9)(random_)
                         : 0;
      file->steps.push_back(step);
    }
  }

  std::mt19937 random_;
  int folders_;
  int files_each_;
  std::vector<FileHistory> files_;
  std::unique_ptr<const PaceTable> paces_;
};

struct Worlds {
  const char* name;
  int folders;
  int files_each;
  int steps;
  double calm;
};

class CoverageTest : public testing::TestWithParam<Worlds> {};

// Of ranges that are said to hold eight times of ten, about that many do; more
// where counts are small and a range can only end at whole numbers.
TEST_P(CoverageTest, AboutEightOfTenRangesHold) {
  constexpr int kWorlds = 400;
  constexpr unsigned kSeed = 20060320;
  const Worlds& wanted = GetParam();
  int files = 0;
  int regions = 0;
  for (unsigned i = 0; i < kWorlds; ++i) {
    World world(kSeed + i, wanted.folders, wanted.files_each);
    world.Make(wanted.steps, wanted.calm);
    files += world.Holds(ForecastKind::kFilesInConflict) ? 1 : 0;
    regions += world.Holds(ForecastKind::kConflictRegions) ? 1 : 0;
  }
  std::cout << wanted.name << ", seeds from " << kSeed << ": files "
            << files / double{kWorlds} << ", regions "
            << regions / double{kWorlds} << '\n';
  EXPECT_GT(files, 0.72 * kWorlds);
  EXPECT_LT(files, 0.98 * kWorlds);
  EXPECT_GT(regions, 0.72 * kWorlds);
}

INSTANTIATE_TEST_SUITE_P(Histories, CoverageTest,
                         testing::Values(Worlds{"a large stack", 12, 10, 7, 1},
                                         Worlds{"a small stack", 2, 5, 7, 1},
                                         Worlds{"few releases", 6, 10, 3, 1},
                                         Worlds{"many releases", 6, 10, 12, 1},
                                         Worlds{"a calm project", 8, 10, 7,
                                                0.7}),
                         [](const testing::TestParamInfo<Worlds>& info) {
                           std::string name = info.param.name;
                           for (char& c : name) c = c == ' ' ? '_' : c;
                           return name;
                         });

}  // namespace
}  // namespace patchgraph
