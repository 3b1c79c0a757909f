using System.Text;
using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Tests.Numerics;

public sealed class StateHashTests
{
    private const ulong Prime32 = 2_654_435_761;

    /// <summary>Vectors of the reference implementation's sanity check: its buffer, lengths and seeds.</summary>
    [Theory]
    [InlineData(0, 0, 0xEF46DB3751D8E999)]
    [InlineData(0, Prime32, 0xAC75FDA2929B17EF)]
    [InlineData(1, 0, 0xE934A84ADB052768)]
    [InlineData(1, Prime32, 0x5014607643A9B4C3)]
    [InlineData(4, 0, 0x9136A0DCA57457EE)]
    [InlineData(14, 0, 0x8282DCC4994E35C8)]
    [InlineData(14, Prime32, 0xC3BD6BF63DEB6DF0)]
    [InlineData(222, 0, 0xB641AE8CB691C174)]
    [InlineData(222, Prime32, 0x20CB8AB7AE10C14A)]
    public void Of_ReferenceBuffer_GivesPublishedHash(int length, ulong seed, ulong expected) =>
        Assert.Equal(expected, StateHash.Of(ReferenceBuffer(length), seed));

    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    public void Of_Texts_GivesPublishedHash(string text, ulong expected) =>
        Assert.Equal(expected, StateHash.Of(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Of_AnyBitFlipped_Differs()
    {
        var bytes = ReferenceBuffer(100);
        var whole = StateHash.Of(bytes);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(whole, StateHash.Of(bytes));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    private static byte[] ReferenceBuffer(int length)
    {
        var bytes = new byte[length];
        var generator = Prime32;
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)(generator >> 56);
            generator *= 11_400_714_785_074_694_797;
        }

        return bytes;
    }
}
