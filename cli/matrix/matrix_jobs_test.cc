#include "cli/matrix/matrix_jobs.h"

#include <map>
#include <string>
#include <vector>

#include "cli/matrix/matrix_lists.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> Said(const std::vector<MatrixJob>& jobs) {
  std::vector<std::string> said;
  said.reserve(jobs.size());
  for (const MatrixJob& job : jobs) {
    said.push_back(job.stack + ">" + job.onto);
  }
  return said;
}

std::vector<MatrixJob> Numbered(int count) {
  std::vector<MatrixJob> jobs;
  jobs.reserve(static_cast<size_t>(count));
  for (int i = 0; i < count; ++i) jobs.push_back({std::to_string(i), "v1"});
  return jobs;
}

TEST(MatrixJobsTest, EveryStackOnEveryTarget) {
  EXPECT_THAT(
      Said(JobsOf({"xen", "rt"}, {"v1", "v2", "v3"})),
      ElementsAre("xen>v1", "xen>v2", "xen>v3", "rt>v1", "rt>v2", "rt>v3"));
  EXPECT_THAT(JobsOf({"xen"}, {}), IsEmpty());
}

TEST(MatrixJobsTest, EachJobIsInExactlyOneShare) {
  for (int jobs = 0; jobs < 30; ++jobs) {
    for (int shares = 1; shares < 12; ++shares) {
      std::map<std::string, int> seen;
      size_t most = 0;
      size_t fewest = 1000;
      for (int number = 1; number <= shares; ++number) {
        const auto share = JobsOfShare(Numbered(jobs), {number, shares});
        for (const MatrixJob& job : share) ++seen[job.stack];
        most = std::max(most, share.size());
        fewest = std::min(fewest, share.size());
      }
      ASSERT_EQ(seen.size(), static_cast<size_t>(jobs));
      for (const auto& [job, times] : seen) ASSERT_EQ(times, 1) << job;
      ASSERT_LE(most - fewest, 1u);
    }
  }
}

std::string ShareOf(const std::string& text,
                    std::map<std::string, std::string> environment = {}) {
  const auto share =
      ParseShare(text, [&](const char* name) { return environment[name]; });
  if (!share.ok()) return std::string(share.status().message());
  return std::to_string(share->number) + " of " + std::to_string(share->count);
}

TEST(MatrixJobsTest, ASchedulerSaysWhichShare) {
  EXPECT_EQ(ShareOf("3/8"), "3 of 8");
  EXPECT_EQ(ShareOf("env", {{"SLURM_ARRAY_TASK_ID", "5"},
                            {"SLURM_ARRAY_TASK_MIN", "1"},
                            {"SLURM_ARRAY_TASK_MAX", "6"},
                            {"SLURM_ARRAY_TASK_COUNT", "6"}}),
            "5 of 6");
  const std::map<std::string, std::string> again = {
      {"SLURM_ARRAY_TASK_ID", "3"},
      {"SLURM_ARRAY_TASK_MIN", "3"},
      {"SLURM_ARRAY_TASK_MAX", "3"},
      {"SLURM_ARRAY_TASK_COUNT", "1"}};
  EXPECT_EQ(ShareOf("env/8", again), "3 of 8");
  EXPECT_THAT(ShareOf("env", again), HasSubstr("of how many is not said"));
  EXPECT_EQ(ShareOf("env/8", {{"JOB_COMPLETION_INDEX", "0"}}), "1 of 8");
  EXPECT_EQ(ShareOf("env/8", {{"JOB_COMPLETION_INDEX", "7"}}), "8 of 8");
  EXPECT_EQ(ShareOf("env", {{"CI_NODE_INDEX", "2"}, {"CI_NODE_TOTAL", "4"}}),
            "2 of 4");
}

TEST(MatrixJobsTest, AShareThatIsNoneIsRefused) {
  EXPECT_THAT(ShareOf("9/8"), HasSubstr("no share 9 of 8"));
  EXPECT_THAT(ShareOf("0/8"), HasSubstr("no share 0 of 8"));
  EXPECT_THAT(ShareOf("8"), HasSubstr("give I/N"));
  EXPECT_THAT(ShareOf("1/2/3"), HasSubstr("give I/N"));
  EXPECT_THAT(ShareOf("1/x"), HasSubstr("that is no share"));
  EXPECT_THAT(ShareOf("1/0"), HasSubstr("of how many is not said"));
  EXPECT_THAT(ShareOf("env/8"), HasSubstr("nor CI_NODE_INDEX is set"));
  EXPECT_THAT(ShareOf("env", {{"JOB_COMPLETION_INDEX", "0"}}),
              HasSubstr("of how many is not said"));
  EXPECT_THAT(ShareOf("env/8", {{"JOB_COMPLETION_INDEX", "8"}}),
              HasSubstr("no share 9 of 8"));
}

const std::vector<MatrixJob> kJobs = {
    {"xen", "v1"}, {"a \"b\" $c", "dir:../x"}, {"rt", "v2"}};

TEST(MatrixListsTest, FormsOfSchedulers) {
  EXPECT_EQ(*ListJobs(kJobs, "github", 0),
            "{\"include\":[{\"stack\":\"xen\",\"onto\":\"v1\"},"
            "{\"stack\":\"a \\\"b\\\" $c\",\"onto\":\"dir:../x\"},"
            "{\"stack\":\"rt\",\"onto\":\"v2\"}]}\n");
  EXPECT_EQ(*ListJobs(kJobs, "github", 2),
            "{\"include\":[{\"share\":\"1/2\"},{\"share\":\"2/2\"}]}\n");
  EXPECT_EQ(*ListJobs(kJobs, "gitlab", 0),
            ".patchgraph-matrix:\n"
            "  parallel:\n"
            "    matrix:\n"
            "      - {PATCHGRAPH_STACK: \"xen\", PATCHGRAPH_ONTO: \"v1\"}\n"
            "      - {PATCHGRAPH_STACK: \"a \\\"b\\\" $$c\", PATCHGRAPH_ONTO: "
            "\"dir:../x\"}\n"
            "      - {PATCHGRAPH_STACK: \"rt\", PATCHGRAPH_ONTO: \"v2\"}\n");
  EXPECT_EQ(*ListJobs(kJobs, "slurm", 0), "1-3\n");
  EXPECT_EQ(*ListJobs(kJobs, "slurm", 2), "1-2\n");
  EXPECT_EQ(*ListJobs(kJobs, "slurm", 50), "1-3\n") << "no empty share";
  EXPECT_EQ(*ListJobs(kJobs, "kubernetes", 0),
            "{\"spec\":{\"completionMode\":\"Indexed\",\"completions\":3,"
            "\"parallelism\":3}}\n");
}

TEST(MatrixListsTest, JsonNamesTheShareOfEachJob) {
  EXPECT_EQ(*ListJobs(kJobs, "json", 2),
            "{\n"
            "  \"jobs\": [\n"
            "    {\"index\": 0, \"stack\": \"xen\", \"onto\": \"v1\", "
            "\"share\": \"1/2\"},\n"
            "    {\"index\": 1, \"stack\": \"a \\\"b\\\" $c\", \"onto\": "
            "\"dir:../x\", \"share\": \"2/2\"},\n"
            "    {\"index\": 2, \"stack\": \"rt\", \"onto\": \"v2\", "
            "\"share\": \"1/2\"}\n"
            "  ]\n"
            "}\n");
  EXPECT_EQ(Said(JobsOfShare(kJobs, {2, 2})),
            std::vector<std::string>{"a \"b\" $c>dir:../x"});
}

TEST(MatrixListsTest, AListThatIsTooLongIsRefused) {
  EXPECT_TRUE(ListJobs(Numbered(256), "github", 0).ok());
  const auto github = ListJobs(Numbered(257), "github", 0);
  EXPECT_TRUE(absl::IsInvalidArgument(github.status()));
  EXPECT_THAT(std::string(github.status().message()),
              HasSubstr("--shards 256"));
  EXPECT_TRUE(ListJobs(Numbered(1000), "github", 256).ok());
  EXPECT_FALSE(ListJobs(Numbered(201), "gitlab", 0).ok());
  EXPECT_TRUE(ListJobs(Numbered(5000), "slurm", 0).ok());
}

}  // namespace
}  // namespace patchgraph
