namespace DockerKit.Tests;

public sealed class SignalTests
{
    [Theory]
    [InlineData("SIGTERM", 15, "SIGTERM")]
    [InlineData("TERM", 15, "SIGTERM")]
    [InlineData("sigterm", 15, "SIGTERM")]
    [InlineData("hup", 1, "SIGHUP")]
    [InlineData("9", 9, "SIGKILL")]
    [InlineData("+9", 9, "SIGKILL")]
    [InlineData("iot", 6, "SIGABRT")]
    [InlineData("CLD", 17, "SIGCHLD")]
    [InlineData("SIGPOLL", 29, "SIGIO")]
    [InlineData("STKFLT", 16, "SIGSTKFLT")]
    [InlineData("SYS", 31, "SIGSYS")]
    [InlineData("33", 33, "33")]
    [InlineData("RTMIN", 34, "SIGRTMIN")]
    [InlineData("SIGRTMIN+3", 37, "SIGRTMIN+3")]
    [InlineData("rtmin+15", 49, "SIGRTMIN+15")]
    [InlineData("RTMAX-14", 50, "SIGRTMAX-14")]
    [InlineData("RTMAX", 64, "SIGRTMAX")]
    public void A_signal_reads_by_name_or_number(string text, int number, string printed)
    {
        Signal signal = Signal.Parse(text);
        Assert.Equal(number, signal.Number);
        Assert.Equal(printed, signal.ToString());
        Assert.Equal(signal, Signal.Parse(printed));
        Assert.Equal(signal, Signal.FromNumber(number));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("0", "1 to 64")]
    [InlineData("-9", "1 to 64")]
    [InlineData("65", "1 to 64")]
    [InlineData("SIG", "no signal has this name")]
    [InlineData("SIG9", "no signal has this name")]
    [InlineData("SIGSIGTERM", "no signal has this name")]
    [InlineData(" TERM", "no signal has this name")]
    [InlineData("RTMIN+16", "no signal has this name")]
    [InlineData("RTMAX-15", "no signal has this name")]
    public void A_refusal_says_what_is_wrong(string text, string problem)
    {
        Assert.False(Signal.TryParse(text, out _));
        FormatException error = Assert.Throws<FormatException>(() => Signal.Parse(text));
        Assert.Contains($"'{text}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_everyday_signals_are_named()
    {
        Signal[] signals =
        [
            Signal.Hup, Signal.Int, Signal.Quit, Signal.Abrt, Signal.Kill, Signal.Usr1, Signal.Usr2, Signal.Term, Signal.Cont, Signal.Stop,
            Signal.Winch,
        ];
        Assert.Equal(
            ["SIGHUP", "SIGINT", "SIGQUIT", "SIGABRT", "SIGKILL", "SIGUSR1", "SIGUSR2", "SIGTERM", "SIGCONT", "SIGSTOP", "SIGWINCH"],
            signals.Select(s => s.Name));
        Assert.Null(Signal.FromNumber(32).Name);
        Assert.Throws<ArgumentOutOfRangeException>(() => Signal.FromNumber(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Signal.FromNumber(65));
    }
}
