using DockerKit.Tests;

namespace DockerKit.EngineTests.Faults;

/// <summary>Random faults for a proxy, from a seed: the same seed gives the same decisions in the same order.</summary>
internal sealed class FaultCampaign(int seed)
{
    /// <summary>How often each is chosen, out of 1,000 requests. Mute ones are rare, since each costs the time of a try.</summary>
    private static readonly (Fault Fault, int PerMille)[] Harms =
    [
        (Fault.ResetBeforeRequest, 12), (Fault.ClosedBeforeRequest, 12), (Fault.CutAfterRequest, 16), (Fault.AnswerLost, 16), (Fault.CutAfterHeaders, 10), (Fault.CutInBody, 10),
        (Fault.BlackHole, 3), (Fault.Silence, 3), (Fault.Trickle, 12), (Fault.TruncatedChunk, 8), (Fault.BadChunkSize, 8), (Fault.CorruptBody, 8), (Fault.Status(500), 1),
        (Fault.Status(502), 6), (Fault.Status(503), 6), (Fault.Status(503, "0"), 6), (Fault.Status(504), 6), (Fault.Status(429), 6), (Fault.Status(429, "0"), 6), (Fault.StatusAfterRequest(504), 10),
    ];

    private readonly Random _random = new(seed);
    private int _burst;
    private Fault? _bursting;

    /// <summary>The next decision. Statuses come in bursts.</summary>
    public Fault? Next()
    {
        lock (_random)
        {
            if (_burst > 0)
            {
                _burst--;
                return _bursting;
            }

            int drawn = _random.Next(1000);
            foreach ((Fault fault, int perMille) in Harms)
            {
                if ((drawn -= perMille) < 0)
                {
                    (_bursting, _burst) = (fault, fault.Request == RequestHarm.Answer && fault.Name != "status 500" ? _random.Next(4) : 0);
                    return fault;
                }
            }

            return null;
        }
    }

    /// <summary>How long the engine stays before it goes away, how long it is away, whether its socket stays, and whether what is under way breaks.</summary>
    public (TimeSpan Up, TimeSpan Down, bool KeepsSocket, bool Cuts) NextOutage()
    {
        lock (_random)
        {
            return (TimeSpan.FromMilliseconds(_random.Next(500, 4000)), TimeSpan.FromMilliseconds(_random.Next(5, 60)), _random.Next(2) == 0, _random.Next(4) == 0);
        }
    }
}

/// <summary>One thing that the campaign asks for, and what came of it.</summary>
/// <param name="Number">Its number, which its label and its output tell.</param>
/// <param name="Kind">What is asked for.</param>
internal sealed record CampaignItem(int Number, CampaignKind Kind)
{
    public string? Id { get; set; }

    public Exception? Failure { get; set; }

    public string Name => $"{Kind} {Number}";
}

/// <summary>What the campaign asks for.</summary>
internal enum CampaignKind
{
    Create,
    NamedCreate,
    Run,
    DetachedRun,
}
