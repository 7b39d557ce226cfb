using System.Text;
using DockerKit.Transport;

namespace DockerKit;

/// <summary>
/// Takes the engine's time off each entry of a log, and knows by it where the log is: after a cut it passes over what was given already.
/// </summary>
/// <remarks>
/// <para>The engine writes a time on each entry, which is one frame: a line, or one of several parts of 16 KiB of a long line, all of one time.
/// So a place in the log is the time of its last entry, how many entries of that output had that very time, and how much of the last of them was given.</para>
/// <para>Entries of the two outputs need not be in the order of their times: each is given its time before it is written, and the other may
/// overtake it. So a log is read again from a little before its last time (<see cref="Overlap"/>), and the place is found in the order of the log.</para>
/// </remarks>
internal sealed class LogPosition(bool keepsTimes)
{
    private const int LongestTime = 40; // 2025-01-31T12:00:00.000000000+01:00 and some more

    /// <summary>Longer than the engine takes to write down what it has given a time.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);

    private readonly Mark[] _marks = [new(), new()];
    private readonly byte[] _time = new byte[LongestTime];
    private int _timeLength;
    private bool _isInTime;
    private bool _isPassedOver;
    private int _source = -1; // of the last entry
    private long _given; // of the last entry, without its time
    private long _known; // of the current piece's entry, still to be passed over
    private int _sought; // how many entries of the last one's time are still to be passed over

    /// <summary>How many entries were given.</summary>
    public long Entries { get; private set; }

    /// <summary>The time of the last entry as the engine wrote it; null before the first.</summary>
    public string? Time => _source < 0 ? null : _marks[_source].ToString();

    /// <summary>From when the log is to be read to go on; null when nothing was given, or the time is none.</summary>
    public DateTimeOffset? Since => Rfc3339.TryParse(Time, out DateTimeOffset time) ? time - Overlap : null;

    /// <summary>The log is read again from <see cref="Since"/>.</summary>
    public void Restart()
    {
        _sought = _source < 0 ? 0 : _marks[_source].Count;
        _isInTime = false;
        _isPassedOver = _sought > 0;
        _known = 0;
    }

    /// <summary>Takes a piece of the log.</summary>
    /// <param name="output">The log, at the piece.</param>
    /// <param name="piece">What is to be given of it.</param>
    /// <returns>Whether there is something to give.</returns>
    /// <exception cref="DockerKitException">The log cannot go on where it was; or an entry has no time.</exception>
    public bool Take(IContainerOutput output, out ReadOnlyMemory<byte> piece)
    {
        piece = output.Data;
        if (output.BeginsFrame)
        {
            ThrowIfNoTime(_isInTime);
            _isInTime = true;
            _timeLength = 0;
        }

        if (_isInTime)
        {
            int end = piece.Span.IndexOf((byte)' ');
            Append(end < 0 ? piece.Span : piece.Span[..end]);
            if (end < 0)
            {
                return false;
            }

            _isInTime = false;
            bool isNew = Begin((int)output.Source);
            ReadOnlyMemory<byte> payload = piece[(end + 1)..];
            if (isNew && keepsTimes)
            {
                _given = payload.Length;
                piece = end == _timeLength ? piece : Joined(payload);
                return true;
            }

            piece = payload;
        }

        if (_isPassedOver)
        {
            return false;
        }

        if (_known > 0)
        {
            int known = (int)Math.Min(_known, piece.Length);
            _known -= known;
            piece = piece[known..];
        }

        _given += piece.Length;
        return piece.Length > 0;
    }

    /// <summary>An entry begins, whose time is known.</summary>
    /// <returns>Whether it has not been given before, and is to be.</returns>
    private bool Begin(int source)
    {
        ReadOnlySpan<byte> time = _time.AsSpan(0, _timeLength);
        Mark mark = _marks[source];
        if (_sought > 0)
        {
            Seek(source, time, mark);
            return false;
        }

        mark.Add(time);
        _source = source;
        _given = 0;
        _isPassedOver = false;
        Entries++;
        return true;
    }

    private void Seek(int source, ReadOnlySpan<byte> time, Mark mark)
    {
        _isPassedOver = true;
        if (source != _source)
        {
            return;
        }

        if (mark.Is(time))
        {
            _isPassedOver = --_sought > 0;
            _known = _given;
            return;
        }

        if (mark.IsBefore(time))
        {
            throw new DockerKitException("The engine does not have the last entry that was read any more: its logs were rotated or removed, and what is missing is not known.");
        }
    }

    private void Append(ReadOnlySpan<byte> part)
    {
        ThrowIfNoTime(_timeLength + part.Length > LongestTime);
        part.CopyTo(_time.AsSpan(_timeLength));
        _timeLength += part.Length;
    }

    private static void ThrowIfNoTime(bool isNone)
    {
        if (isNone)
        {
            throw new DockerKitException("The engine was asked for the time of each entry of the logs, and an entry does not begin with one.");
        }
    }

    /// <summary>The time came in two pieces.</summary>
    private byte[] Joined(ReadOnlyMemory<byte> payload) => [.. _time.AsSpan(0, _timeLength), (byte)' ', .. payload.Span];

    /// <summary>The last time of one output, and how many of its entries had it.</summary>
    private sealed class Mark
    {
        private readonly byte[] _bytes = new byte[LongestTime];
        private int _length;

        public int Count { get; private set; }

        public bool Is(ReadOnlySpan<byte> time) => time.SequenceEqual(_bytes.AsSpan(0, _length));

        public void Add(ReadOnlySpan<byte> time)
        {
            if (Is(time))
            {
                Count++;
                return;
            }

            time.CopyTo(_bytes);
            _length = time.Length;
            Count = 1;
        }

        /// <summary>Times have nine decimals always, so that of one time zone they are in the order of their bytes.</summary>
        public bool IsBefore(ReadOnlySpan<byte> time) => time.Length != _length
            ? Rfc3339.TryParse(ToString(), out DateTimeOffset mine) && Rfc3339.TryParse(Encoding.ASCII.GetString(time), out DateTimeOffset other) && mine < other
            : time.SequenceCompareTo(_bytes.AsSpan(0, _length)) > 0;

        public override string ToString() => Encoding.ASCII.GetString(_bytes, 0, _length);
    }
}
