window.YTD.like.part0 = [
  {
    "like": {
      "tweetId": "1786000000000000021",
      "fullText": "a text someone else wrote and made up",
      "expandedUrl": "https://twitter.com/i/web/status/1786000000000000021"
    }
  }
]