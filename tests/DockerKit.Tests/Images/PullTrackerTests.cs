using DockerKit.Transport;

namespace DockerKit.Tests;

public sealed class PullTrackerTests
{
    private readonly ManualTimeProvider _clock = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void The_whole_rises_with_bytes_and_is_one_only_at_the_end()
    {
        PullTracker tracker = New();
        Assert.Equal(0, Tell(tracker, "Pulling from library/php", "8.3").Overall);
        Assert.Equal(0, Tell(tracker, "Pulling fs layer", "a").Overall);
        Assert.Equal(0, Tell(tracker, "Pulling fs layer", "b").Overall);
        PullProgress half = Tell(tracker, "Downloading", "a", 500, 1000);
        Assert.Equal((500, 1000), (half.OverallBytes, half.OverallTotalBytes));
        Assert.Equal(0.2, half.Overall, 3); // half of 80 % of one of two layers
        Tell(tracker, "Download complete", "a");
        Tell(tracker, "Downloading", "b", 1000, 1000);
        Tell(tracker, "Pull complete", "a");
        PullProgress all = Tell(tracker, "Pull complete", "b");
        Assert.Equal(0.99, all.Overall);
        Assert.Equal((2000, 2000), (all.OverallBytes, all.OverallTotalBytes));
        PullProgress last = tracker.Last(tracker.Finish());
        Assert.Equal((1, PullPhase.Finished), (last.Overall, last.Phase));
    }

    [Fact]
    public void A_pull_of_random_layers_never_falls_and_ends_at_one()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            PullTracker tracker = New();
            double overall = 0;
            long bytes = 0;
            long total = 0;
            foreach (ProgressLine line in RandomPull(random))
            {
                if (!tracker.Add(line))
                {
                    continue;
                }

                PullProgress step = tracker.Progress(line);
                Assert.InRange(step.Overall, overall, 0.99);
                Assert.True(step.OverallBytes >= bytes && step.OverallTotalBytes >= total && step.OverallBytes <= step.OverallTotalBytes, $"seed {seed}");
                Assert.All(step.Layers, static layer => Assert.InRange(layer.Fraction, 0, 1));
                Assert.True(step.Eta is null || step.Eta >= TimeSpan.Zero, $"seed {seed}");
                (overall, bytes, total) = (step.Overall, step.OverallBytes, step.OverallTotalBytes);
                _clock.Advance(TimeSpan.FromMilliseconds(random.Next(100)));
            }

            PullProgress last = tracker.Last(tracker.Finish());
            Assert.Equal(1, last.Overall);
            Assert.True(last.OverallBytes >= bytes, $"seed {seed}");
            Assert.Equal(PullStatus.Downloaded, last.Result!.Status);
        }
    }

    [Fact]
    public void The_time_left_is_told_once_all_sizes_are_known()
    {
        PullTracker tracker = New();
        Tell(tracker, "Pulling fs layer", "a");
        Tell(tracker, "Pulling fs layer", "b");
        Assert.Null(Tell(tracker, "Downloading", "a", 0, 1000).Eta);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(Tell(tracker, "Downloading", "a", 500, 1000).Eta);
        _clock.Advance(TimeSpan.FromSeconds(1));
        PullProgress known = Tell(tracker, "Downloading", "b", 500, 1000);
        Assert.Equal(0.4, known.Overall, 3);
        Assert.Equal(TimeSpan.FromSeconds(3), known.Eta); // 2 s for 40 %
    }

    [Fact]
    public void Each_step_keeps_the_layers_as_they_were()
    {
        PullTracker tracker = New();
        Tell(tracker, "Already exists", "a");
        PullProgress first = Tell(tracker, "Downloading", "b", 5, 10);
        PullProgress second = Tell(tracker, "Downloading", "b", 10, 10);
        Assert.Equal([("a", PullPhase.AlreadyExists, null, 1), ("b", PullPhase.Downloading, 5L, 0.4)], first.Layers.Select(static l => (l.Id, l.Phase, l.Current, l.Fraction)));
        Assert.Equal(("b", 10L, 0.8), (second.Layers[1].Id, second.Layers[1].Current, second.Layers[1].Fraction));
        Assert.Equal(("b", 5L, 10L, "Downloading"), (first.Layer, first.Current, first.Total, first.Status));
        Assert.Equal("b: Downloading", first.ToString());
        Assert.Empty(default(PullProgress).Layers);
    }

    [Fact]
    public void Words_that_are_not_known_are_told_and_make_no_layer()
    {
        PullTracker tracker = New();
        PullProgress step = Tell(tracker, "Something new", "x");
        Assert.Equal((PullPhase.Message, "Something new", "x"), (step.Phase, step.Status, step.Layer));
        Assert.Empty(step.Layers);
        Assert.Null(Tell(tracker, "[DEPRECATION NOTICE] old manifest", null).Layer);
        Assert.False(tracker.Add(new ProgressLine { Id = "a" }));
    }

    [Fact]
    public void A_pull_that_starts_again_does_not_fall()
    {
        PullTracker tracker = New();
        Tell(tracker, "Pulling fs layer", "a");
        double before = Tell(tracker, "Downloading", "a", 900, 1000).Overall;
        Tell(tracker, "Retrying in 5 seconds", "a");
        PullProgress again = Tell(tracker, "Downloading", "a", 100, 1000);
        Assert.Equal((before, 900, 100L), (again.Overall, again.OverallBytes, again.Current));
        tracker.Restart();
        PullProgress anew = Tell(tracker, "Pulling fs layer", "a");
        Assert.Equal((before, 900), (anew.Overall, anew.OverallBytes));
        Assert.Single(anew.Layers);
    }

    [Theory]
    [InlineData("Status: Downloaded newer image for php:8.3", PullStatus.Downloaded)]
    [InlineData("Status: Image is up to date for php:8.3", PullStatus.UpToDate)]
    [InlineData("Status: something else", PullStatus.Unknown)]
    public void The_result_holds_digest_status_and_address(string status, PullStatus expected)
    {
        PullTracker tracker = New();
        Tell(tracker, "Pulling from library/php", "8.3");
        Tell(tracker, "Digest: sha256:ab", null);
        Assert.False(tracker.Add(new ProgressLine { Status = status }));
        PulledImage image = tracker.Finish();
        Assert.Equal(("sha256:ab", expected, status["Status: ".Length..]), (image.Digest, image.Status, image.StatusLine));
        Assert.Equal("docker.io/library/php:8.3", image.Address);
        Assert.Equal("sha256:ab", image.Tags["8.3"]);
        Assert.Equal(["Digest: sha256:ab", status, "docker.io/library/php:8.3"], image.ToString().Split(Environment.NewLine));
    }

    [Fact]
    public void Of_all_tags_each_has_its_digest()
    {
        PullTracker tracker = New("php");
        foreach (string tag in new[] { "a", "b" })
        {
            Tell(tracker, "Pulling from library/php", tag);
            Tell(tracker, $"Digest: sha256:{tag}", null);
        }

        tracker.Add(new ProgressLine { Status = "Status: Downloaded newer image for php" });
        PulledImage image = tracker.Finish();
        Assert.Equal("docker.io/library/php", image.Address);
        Assert.Equal([("a", "sha256:a"), ("b", "sha256:b")], image.Tags.Select(static tag => (tag.Key, tag.Value)));
    }

    [Fact]
    public void A_stream_that_ends_without_a_status_is_taken_only_when_nothing_was_left_to_do()
    {
        PullTracker tracker = New();
        Assert.Equal(PullStatus.Unknown, tracker.Finish().Status);
        Tell(tracker, "Pulling fs layer", "a");
        Assert.Throws<DockerProtocolException>(tracker.Finish);
        Tell(tracker, "Pull complete", "a");
        Assert.Equal(PullStatus.Downloaded, tracker.Finish().Status);
    }

    private PullTracker New(string reference = "php:8.3") => new(ImageReference.Parse(reference), _clock);

    private static PullProgress Tell(PullTracker tracker, string status, string? id, long? current = null, long? total = null)
    {
        var line = new ProgressLine { Status = status, Id = id, Current = current, Total = total };
        Assert.True(tracker.Add(line));
        return tracker.Progress(line);
    }

    /// <summary>The lines of a pull as an engine could send them: layers that interleave, sizes that come late or never, downloads that start again.</summary>
    private static IEnumerable<ProgressLine> RandomPull(Random random)
    {
        yield return new ProgressLine { Status = "Pulling from library/php", Id = "8.3" };
        var layers = Enumerable.Range(0, random.Next(1, 12)).Select(i => new Queue<ProgressLine>(RandomLayer($"layer{i}", random))).ToList();
        while (layers.Count > 0)
        {
            Queue<ProgressLine> layer = layers[random.Next(layers.Count)];
            yield return layer.Dequeue();
            if (layer.Count == 0)
            {
                layers.Remove(layer);
            }
        }

        yield return new ProgressLine { Status = "Digest: sha256:ab" };
        yield return new ProgressLine { Status = "Status: Downloaded newer image for php:8.3" };
    }

    private static IEnumerable<ProgressLine> RandomLayer(string id, Random random)
    {
        if (random.Next(5) == 0)
        {
            yield return new ProgressLine { Status = "Already exists", Id = id };
            yield break;
        }

        long size = random.Next(1, 1_000_000);
        bool sized = random.Next(6) > 0;
        yield return new ProgressLine { Status = "Pulling fs layer", Id = id };
        for (int i = random.Next(2); i >= 0; i--)
        {
            for (long done = 0; done < size; done += random.Next(1, 500_000))
            {
                yield return new ProgressLine { Status = "Downloading", Id = id, Current = done + random.Next(3), Total = sized ? size : null };
            }

            if (i > 0)
            {
                yield return new ProgressLine { Status = "Retrying in 1 second", Id = id };
            }
        }

        yield return new ProgressLine { Status = "Verifying Checksum", Id = id };
        yield return new ProgressLine { Status = "Download complete", Id = id };
        yield return new ProgressLine { Status = "Extracting", Id = id, Current = size / 2, Total = sized ? size : null };
        yield return new ProgressLine { Status = "Pull complete", Id = id };
    }
}
